using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Candour.Repo.Tests;

/// <summary>Keeps the documents true.</summary>
public partial class DocumentTests
{
    [Fact]
    public void Links_InDocuments_Resolve()
    {
        // The rulebooks that tests are made of hold hostile links on purpose.
        var broken = Repository.Files("*.md").Where(f => !f.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(file => Link().Matches(Repository.Read(file)).Select(m => m.Groups[1].Value.Split('#')[0])
            .Where(l => l.Length > 0 && !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(l => !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, l)))
            .Select(l => $"{file}: {l}"));

        Assert.Empty(broken);
    }

    [Fact]
    public void SecurityTests_NamedInAssurance_Exist()
    {
        var tests = string.Concat(Repository.Files("*.cs", "tests").Select(Repository.Read));

        var named = TestName().Matches(Repository.Read("docs/assurance/security-test-record.md")).Select(m => m.Groups[1].Value).ToArray();

        Assert.True(named.Length > 40);
        Assert.DoesNotContain(named, name => !tests.Contains($" {name}(", StringComparison.Ordinal));
    }

    [Fact]
    public void Packages_AreAllExplained()
    {
        var explained = Repository.Read("docs/reference/dependencies.md");
        var packages = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(p => (Name: p.Attribute("Include")!.Value, Version: p.Attribute("Version")!.Value));

        Assert.DoesNotContain(packages, p => !explained.Contains(p.Name, StringComparison.Ordinal) && !explained.Contains(p.Name.Split('.')[^1], StringComparison.Ordinal));
        Assert.All(packages.Where(p => explained.Contains($"{p.Name} ", StringComparison.Ordinal)), p => Assert.Contains($"{p.Name} {p.Version}", explained, StringComparison.Ordinal));
    }

    [Fact]
    public void Recipes_NameFilesThatExist()
    {
        var named = Code().Matches(Repository.Read("CONTRIBUTING.md")).Select(m => m.Groups[1].Value)
            .Where(p => p.Contains('/', StringComparison.Ordinal) && !p.Contains('<', StringComparison.Ordinal) && !p.Contains(' ', StringComparison.Ordinal));

        Assert.DoesNotContain(named, p => !Path.Exists(Path.Combine(Repository.Root, p.TrimStart('.', '/'))));
    }

    [Fact]
    public void Kinds_AreAllDocumented()
    {
        var form = Repository.Read("docs/reference/rulebook-form.md");
        var kinds = JsonName().Matches(Repository.Read("src/Candour.Engine/Screening/kinds.json")).Select(m => m.Groups[1].Value);

        Assert.DoesNotContain(kinds, k => !form.Contains(k, StringComparison.Ordinal));
    }

    [Fact]
    public void ReadmeIsShort() => Assert.True(Repository.Read("README.md").Split('\n').Length <= 120);

    [Fact]
    public void SourceFiles_SayWhereTheyComeFrom()
    {
        var bare = Repository.Files("*.txt", "vocabulary").Where(f => !Repository.Read(f).Contains("# licence:", StringComparison.Ordinal));

        Assert.Empty(bare);
    }

    [Fact]
    public void Models_HaveACard()
    {
        var models = Repository.Files("*", "models").Where(f => f.EndsWith(".onnx", StringComparison.Ordinal) || f.EndsWith(".bin", StringComparison.Ordinal));

        Assert.All(models, m => Assert.True(File.Exists(Path.Combine(Repository.Root, Path.ChangeExtension(m, ".md"))), $"{m} has no card"));
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"`(\w+_\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex("\"kind\": \"([^\"]+)\"")]
    private static partial Regex JsonName();
}
