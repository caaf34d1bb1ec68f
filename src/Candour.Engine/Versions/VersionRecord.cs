using System.Text.Json.Serialization;
using Candour.Engine.Decisions;

namespace Candour.Engine.Versions;

/// <summary>What changed between two versions of one policy, in plain words.</summary>
/// <param name="Policy">Its id.</param>
/// <param name="From">The version read first.</param>
/// <param name="To">The version read against it.</param>
/// <param name="Changes">Everything that changed, by part in the order of <see cref="PolicyParts"/>.</param>
/// <param name="QuestionsTried">Worked questions whose facts were answered under both.</param>
/// <param name="Answers">Those that the two answer otherwise.</param>
public sealed record VersionRecord(
    string Policy, ComparedVersion From, ComparedVersion To, IReadOnlyList<Change> Changes, int QuestionsTried, IReadOnlyList<ChangedAnswer> Answers);

/// <summary>One of the two versions.</summary>
/// <param name="Version">As printed.</param>
/// <param name="Reference">Of the document.</param>
/// <param name="InForce">Its first day.</param>
/// <param name="Stamp">Hash of its sources.</param>
public sealed record ComparedVersion(string Version, string Reference, DateOnly InForce, string Stamp);

/// <summary>Something that was added, removed or changed.</summary>
/// <param name="Part">One of <see cref="PolicyParts"/>.</param>
/// <param name="Id">Pinned, in the later version where it is there.</param>
/// <param name="Section">The section it is printed in, or cites; null where it has none.</param>
/// <param name="Name">What it is, in words.</param>
/// <param name="Ways">How: added or removed; else among moved, reworded, stricter, milder, turned round, other circumstances, other conditions, other people, other times, other order, changed.</param>
/// <param name="Differences">What was and what is.</param>
public sealed record Change(string Part, string Id, string? Section, string Name, IReadOnlyList<string> Ways, IReadOnlyList<Difference> Differences)
{
    /// <summary>Its id in the earlier version, where it had another.</summary>
    public string? FormerId { get; init; }
}

/// <summary>One thing that differs.</summary>
/// <param name="What">In words, such as <c>wording</c>.</param>
/// <param name="Was">In the earlier version; null where it said nothing.</param>
/// <param name="Now">In the later version; null where it says nothing.</param>
/// <param name="Words">Both word by word; null unless both speak.</param>
public sealed record Difference(string What, string? Was, string? Now, IReadOnlyList<WordRun>? Words);

/// <summary>A worked question that two versions answer otherwise.</summary>
/// <param name="Example">Its id.</param>
/// <param name="Question">The situation in words.</param>
/// <param name="Ways">stricter, milder, settled, depends on more, other conditions.</param>
/// <param name="Was">How the earlier version answers.</param>
/// <param name="Now">How the later one does.</param>
/// <param name="Says">All of it in one sentence.</param>
public sealed record ChangedAnswer(string Example, string Question, IReadOnlyList<string> Ways, GivenAnswer Was, GivenAnswer Now, string Says);

/// <summary>An answer of one version.</summary>
/// <param name="Level">The strictest answer still possible.</param>
/// <param name="Final">No missing fact can change it.</param>
/// <param name="Sections">The sections it cites.</param>
/// <param name="Conditions">What must hold and is not known to hold.</param>
public sealed record GivenAnswer([property: JsonPropertyName("answer")] AnswerLevel Level, bool Final, IReadOnlyList<string> Sections, IReadOnlyList<string> Conditions);

/// <summary>The parts of a policy that may change, in the order in which they are told.</summary>
public static class PolicyParts
{
    /// <summary>Ids with headings.</summary>
    public static IReadOnlyList<(string Id, string Title)> All { get; } =
    [
        ("policy", "The policy itself"), ("clause", "Clauses"), ("content-rule", "Rules about posts"), ("decision-rule", "Rules that answer questions"),
        ("guidance", "Guidance"), ("procedure", "Procedures"), ("step", "Steps of procedures"), ("forbidden-act", "What is never done"), ("register", "Registers"),
        ("access", "Who may see what"), ("letter", "Letters"), ("contact", "Contacts"), ("setting", "Settings"), ("platform", "Platforms"), ("role", "Roles"), ("warning", "Warnings"),
        ("term", "Names that are recognised"),
    ];
}
