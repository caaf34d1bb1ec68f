using Candour.Engine.Decisions;

namespace Candour.Engine.Screening;

/// <summary>The two readers of meaning side by side. One check at a time, as the close reader asks.</summary>
public sealed class Readers : IDisposable
{
    private readonly QuickReader _quick;
    private readonly CloseReader _close;

    private Readers(QuickReader quick, CloseReader close, ReadersCalibration calibration) => (_quick, _close, Calibration) = (quick, close, calibration);

    /// <summary>How their scores are put together.</summary>
    public ReadersCalibration Calibration { get; }

    /// <summary>Loads both, the quick one beside the close one.</summary>
    /// <param name="folder">Holds the models.</param>
    /// <exception cref="InvalidDataException">A file is not the one that readers.json was made for.</exception>
    public static Readers Load(string folder)
    {
        var quick = Task.Run(() => QuickReader.Load(folder));
        var close = CloseReader.Load(folder);
        try
        {
            var calibration = ReadersCalibration.Load(folder);
            return quick.GetAwaiter().GetResult().Sha256 == calibration.QuickSha256 && close.Calibration.Sha256 == calibration.CloseSha256
                ? new(quick.Result, close, calibration)
                : throw new InvalidDataException($"{Path.Combine(folder, "readers.json")} was made for other readers than those beside it. Install models/ again.");
        }
        catch
        {
            close.Dispose();
            throw;
        }
    }

    /// <summary>Scores texts that belong together; the highest of each head counts.</summary>
    /// <param name="texts">Parts of a draft.</param>
    /// <returns>What each reader said, and for each long text the number of passages left unread.</returns>
    public (IReadOnlyList<ReaderScores> Scores, IReadOnlyList<int> Unread) Read(IEnumerable<string> texts)
    {
        var (quick, close, unread) = (new Dictionary<string, double>(), new Dictionary<string, double>(), new List<int>());
        foreach (var text in texts)
        {
            Raise(quick, _quick.Read(text));
            var (scores, left) = _close.Read(text);
            Raise(close, scores);
            if (left > 0)
            {
                unread.Add(left);
            }
        }

        return ([new(QuickReader.Name, _quick.Version, _quick.Sha256, quick), new(_close.Calibration.Name, _close.Calibration.Version, _close.Calibration.Sha256, close)], unread);
    }

    /// <inheritdoc/>
    public void Dispose() => _close.Dispose();

    private static void Raise(Dictionary<string, double> best, IReadOnlyDictionary<string, double> scores)
    {
        foreach (var (head, score) in scores)
        {
            best[head] = best.TryGetValue(head, out var known) ? Math.Max(known, score) : score;
        }
    }
}
