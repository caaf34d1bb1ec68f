using System.Text;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Tests.Procedures;

/// <summary>A step that does or proposes what its procedure forbids is refused, in every procedure of every rulebook.</summary>
public class ForbiddenActsTests
{
    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateDirectories(Repository.At("rulebooks")).Where(f => Path.GetFileName(f) != "schema").SelectMany(Directory.EnumerateDirectories).Append(Repository.At("rulebooks", "schema", "good"))
            .Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Read_ForbiddenActPutIntoAProcedure_IsRefused(string folder)
    {
        using var copy = new TemporaryFolder();
        Copy(Repository.At(folder), copy.Path);
        var rulebook = RulebookFolder.Read(Repository.At(folder)).Rulebook!;
        var mutants = new List<string>();
        foreach (var procedure in rulebook.Procedures)
        {
            var text = File.ReadAllText(Path.Combine(copy.Path, "procedures", $"{procedure.Id}.yaml"));
            foreach (var (act, say) in procedure.Forbidden.SelectMany(Mutations).Distinct())
            {
                var id = $"{procedure.Id}-mutant-{mutants.Count}";
                mutants.Add($"procedures/{id}.yaml");
                File.WriteAllText(Path.Combine(copy.Path, "procedures", $"{id}.yaml"), Mutated(text, procedure.Id, id, act, say));
            }
        }

        var problems = RulebookFolder.Read(copy.Path).Problems.Where(p => p.Message.Contains("forbids", StringComparison.Ordinal)).Select(p => p.File).ToHashSet();

        Assert.Empty(mutants.Except(problems).Select(m => File.ReadAllText(Path.Combine(copy.Path, m)).Split('\n').First(l => l.StartsWith("    say: ", StringComparison.Ordinal))));
        Assert.Equal(rulebook.Procedures.Any(p => p.Forbidden.Count > 0), mutants.Count > 0);
    }

    [Theory]
    [InlineData("detain", "Stop them from leaving until security comes.")]
    [InlineData("detain", "Hold the visitor until the police arrive.")]
    [InlineData("detain", "Block the door so that he cannot go.")]
    [InlineData("detain", "Detain the person.")]
    [InlineData("detain", "If they refuse, restraining them is the next step.")]
    [InlineData("take-device", "Take the phone.")]
    [InlineData("take-device", "Do not hesitate to take the phone.")]
    [InlineData("take-device", "Don't wait: seize it.")]
    [InlineData("take-device", "Do not argue, grab the phone.")]
    [InlineData("take-device", "Tell the police and seize the phone.")]
    [InlineData("take-device", "Never shout. Take the phone away.")]
    [InlineData("take-device", "Not now, but later take the device.")]
    [InlineData("copy-image", "Take a screenshot for the record.")]
    [InlineData("send-image", "Forward the picture to safeguarding.")]
    [InlineData("view-image", "Look at the image again to be sure.")]
    public void Proposed_WordsThatProposeIt_AreSeen(string act, string words) => Assert.NotNull(ActVocabulary.Proposed(act, words));

    [Theory]
    [InlineData("detain", "Never detain anybody.")]
    [InlineData("detain", "Nobody may be held or have their way blocked.")]
    [InlineData("detain", "Ask whether they will wait. They may leave at any time, and nobody holds them.")]
    [InlineData("detain", "Do not hold them, block the door or lock the door.")]
    [InlineData("detain", "Holding them is not allowed.")]
    [InlineData("take-device", "Ask for the phone. Never take the phone.")]
    [InlineData("take-device", "Don’t take the phone.")]
    [InlineData("take-device", "The police may seize the device.")]
    [InlineData("take-device", "Ask the police to come and take the phone.")]
    [InlineData("take-device", "Did anybody take the phone?")]
    [InlineData("take-device", "The phone stays with its owner, rather than somebody seizing it.")]
    [InlineData("take-device", "Let somebody else take it from here.")]
    [InlineData("copy-image", "Leave it. Do not copy the image, print the image or photograph the screen.")]
    [InlineData("send-image", "Describe it in words without sending the image.")]
    public void Proposed_WordsThatRuleItOut_AreLeft(string act, string words) => Assert.Null(ActVocabulary.Proposed(act, words));

    [Fact]
    public void Words_OfEveryAct_ProposeIt() => Assert.All(ActVocabulary.All.Where(a => a.Words is not null), a => Assert.All(a.Words!, w => Assert.NotNull(ActVocabulary.Proposed(a.Name, Sentence(w)))));

    private static IEnumerable<(string Act, string Say)> Mutations(ForbiddenAct forbidden)
    {
        yield return (forbidden.Act, "This is done next.");
        foreach (var (words, n) in (ActVocabulary.Find(forbidden.Act)!.Words ?? []).Select((w, n) => (w, n)))
        {
            yield return ("explain", n % 2 == 0 ? Sentence(words) : $"If they refuse, {Listed(words.Replace("...", "it", StringComparison.Ordinal))} now.");
        }
    }

    private static string Mutated(string text, string was, string id, string act, string say)
    {
        var steps = text.IndexOf("\nsteps:\n", StringComparison.Ordinal) + "\nsteps:\n".Length;
        var mutant = new StringBuilder(text[..steps]).Append("  - id: slipped-in\n    kind: do\n    act: ").Append(act).Append("\n    origin: local\n    reading: A test puts it here.\n    say: \"").Append(Listed(say)).Append("\"\n").Append(text[steps..]);
        return mutant.ToString().Replace($"id: {was}\n", $"id: {id}\n", StringComparison.Ordinal);
    }

    private static string Sentence(string words) => Listed(char.ToUpperInvariant(words[0]) + words[1..].Replace("...", "it", StringComparison.Ordinal)) + ".";

    private static string Listed(string words) => words.Replace("<person>", "them", StringComparison.Ordinal).Replace("<device>", "the phone", StringComparison.Ordinal)
        .Replace("<image>", "the image", StringComparison.Ordinal).Replace("<way>", "the door", StringComparison.Ordinal);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.*", SearchOption.AllDirectories).Where(f => !f.Contains("/runs/", StringComparison.Ordinal) && !f.Contains("/examples/", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
