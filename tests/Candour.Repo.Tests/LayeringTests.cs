using System.Text.RegularExpressions;

namespace Candour.Repo.Tests;

/// <summary>The walls of ARCHITECTURE.md.</summary>
public partial class LayeringTests
{
    [Theory]
    [InlineData("src/Candour.Engine", "")]
    [InlineData("src/Candour.Governance", "Candour.Engine")]
    [InlineData("src/Candour.Web", "Candour.Governance Candour.Engine Candour.Build")]
    [InlineData("src/Candour.Cli", "Candour.Web Candour.Governance")]
    [InlineData("tools/Candour.Build", "Candour.Engine")]
    [InlineData("training/Candour.Training", "Candour.Engine")]
    public void Projects_Reference_OnlyWhatTheyMay(string project, string allowed)
    {
        var file = Assert.Single(Repository.Files("*.csproj", project));
        var references = ProjectReference().Matches(Repository.Read(file)).Select(m => m.Groups[1].Value);

        Assert.Empty(references.Except(allowed.Split(' ')));
    }

    [Fact]
    public void Engine_Uses_NoWebDatabaseNetworkOrLog()
    {
        var bad = Repository.Files("*.cs", "src/Candour.Engine").Where(f => Forbidden().IsMatch(Repository.Read(f)));

        Assert.Empty(bad);
    }

    [Fact]
    public void Governance_Uses_NoWeb()
    {
        var project = Repository.Read("src/Candour.Governance/Candour.Governance.csproj");

        Assert.DoesNotContain("Microsoft.AspNetCore", project, StringComparison.Ordinal);
        Assert.DoesNotContain("Sdk.Web", project, StringComparison.Ordinal);
    }

    // Organisations are kept apart by filters, and no write goes without its entry, only while nobody goes round the context.
    [Theory]
    [InlineData("IgnoreQueryFilters", "")]
    [InlineData(@"FromSql|ExecuteSql|SqlQuery|GetDbConnection|CreateCommand|(Npgsql|Sqlite)(Connection|Command)|ExecuteUpdate|ExecuteDelete|DbDataSource", "src/Candour.Governance/Storage/")]
    [InlineData(@"SaveChanges|IsSaving|[sS]tore\.Create\(", "src/Candour.Governance/Storage/")]
    [InlineData(@"[sS]tore\.WriteAsync", "src/Candour.Governance/Storage/ src/Candour.Governance/Ledger/Operations.cs")]
    [InlineData(@"InLockAsync|SnapshotAsync", "src/Candour.Governance/Storage/ src/Candour.Governance/Ledger/")]
    [InlineData(@"\bWalls?\b", "src/Candour.Governance/Storage/ src/Candour.Governance/Access/")]
    public void Database_IsReached_OnlyByTheContext(string goingRound, string but)
    {
        var allowed = but.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var bad = Repository.Files("*.cs", "src").Where(f => !allowed.Any(a => f.StartsWith(a, StringComparison.Ordinal)) && Regex.IsMatch(Repository.Read(f), goingRound));

        Assert.Empty(bad);
    }

    [Fact]
    public void Screening_Reads_NoFilesButModelsAndVocabulary()
    {
        var reading = Repository.Files("*.cs", "src/Candour.Engine/Screening").Where(f => FileAccess().IsMatch(Repository.Read(f))).Select(Path.GetFileName);

        Assert.Empty(reading.Except(["CloseReader.cs", "MeaningText.cs", "QuickReader.cs", "ReadersCalibration.cs", "VocabularyFolder.cs"]));
    }

    [GeneratedRegex("<ProjectReference Include=\"[^\"]*?([A-Za-z.]+)\\.csproj\"")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"using (Microsoft\.AspNetCore|Microsoft\.EntityFrameworkCore|Microsoft\.Extensions|System\.Net)|HttpClient|ILogger|DateTime(Offset)?\.(Now|UtcNow)|Console\.")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"\bFile\.|\bDirectory\.(Enumerate|Get)")]
    private static partial Regex FileAccess();
}
