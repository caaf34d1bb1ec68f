[assembly: AssemblyFixture(typeof(Candour.Web.Tests.SampleSite))]

namespace Candour.Web.Tests;

/// <summary>The real application over the two invented policies of the folder Rulebooks.</summary>
public sealed class SampleSite : IAsyncLifetime
{
    private string? _library;
    private Site? _site;

    /// <summary>The application.</summary>
    public Site Site => _site!;

    public async ValueTask InitializeAsync()
    {
        _library = SampleLibrary.Compile();
        _site = await Site.StartAsync($"--Candour:Library={_library}", "--Candour:ChecksPerMinute=100000", "--Candour:ChecksPerMinuteOfAddress=100000", "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace");
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
            Directory.Delete(_library!, recursive: true);
        }
    }
}
