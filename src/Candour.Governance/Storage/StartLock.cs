namespace Candour.Governance.Storage;

/// <summary>A file that one process holds at a time. The system lets go of it when the process ends, however it ends.</summary>
internal static class StartLock
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static async Task<FileStream> TakeAsync(string path, CancellationToken cancel)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && TimeProvider.System.GetElapsedTime(since) < Longest)
            {
                await Task.Delay(50, cancel);
            }
        }
    }
}
