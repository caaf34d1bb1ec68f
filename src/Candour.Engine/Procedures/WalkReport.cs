using Candour.Engine.Decisions;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Procedures;

/// <summary>A walk as it is shown on the command line and by the JSON API.</summary>
public sealed record WalkReport
{
    /// <summary>The rulebook.</summary>
    public required PolicyReference Policy { get; init; }

    /// <summary>The procedure's id.</summary>
    public required string Procedure { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>What must be read first.</summary>
    public string? Urgent { get; init; }

    /// <summary>It has ended.</summary>
    public required bool Ended { get; init; }

    /// <summary>The step at which it ended.</summary>
    public string? End { get; init; }

    /// <summary>The words of that step.</summary>
    public string? EndWords { get; init; }

    /// <summary>How the matter came out.</summary>
    public string? Outcome { get; init; }

    /// <summary>The procedure that must be opened now.</summary>
    public string? Opens { get; init; }

    /// <summary>Procedures that may be opened next.</summary>
    public IReadOnlyList<string>? Offers { get; init; }

    /// <summary>The clauses behind the end.</summary>
    public IReadOnlyList<string>? EndSections { get; init; }

    /// <summary>The answers, in order.</summary>
    public required IReadOnlyList<ReportedAnswer> Done { get; init; }

    /// <summary>What was decided by rule.</summary>
    public required IReadOnlyList<Decided> Decided { get; init; }

    /// <summary>Steps that may be answered now.</summary>
    public required IReadOnlyList<ReportedStep> Next { get; init; }

    /// <summary>What is never done.</summary>
    public required IReadOnlyList<ReportedAct> Forbidden { get; init; }

    /// <summary>Register entries as the answers make them.</summary>
    public required IReadOnlyList<RegisterEntry> Records { get; init; }

    /// <summary>Steps that may still come.</summary>
    public required IReadOnlyList<ReportedStep> Ahead { get; init; }

    /// <summary>Why the last answer was not taken; null where all were.</summary>
    public StepRefusal? Refusal { get; init; }

    /// <summary>The day whose rules count.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Hash of the rulebook's sources.</summary>
    public required string Rulebook { get; init; }

    /// <summary>Shows a walk.</summary>
    /// <param name="walk">Any.</param>
    /// <param name="on">The day whose rules count.</param>
    /// <param name="refusal">Why the last answer was not taken.</param>
    public static WalkReport Of(Walk walk, DateOnly on, StepRefusal? refusal = null)
    {
        var (rulebook, end) = (walk.Rulebook, walk.End);
        return new()
        {
            Policy = new(rulebook.Id, rulebook.Reference, rulebook.Version, rulebook.StateOn(on)),
            Procedure = walk.Procedure.Id,
            Title = walk.Procedure.Title,
            Urgent = walk.Procedure.Urgent,
            Ended = end is not null,
            End = end?.Step,
            EndWords = end?.Say,
            Outcome = end?.Outcome,
            Opens = end?.Opens,
            Offers = end?.Offers,
            EndSections = end?.Sections,
            Done = [.. walk.Done.Select(d => new ReportedAnswer(d.Step, d.Say, d.Answer, d.Clauses, d.Sections))],
            Decided = walk.Decided,
            Next = [.. walk.Open.Select(Of)],
            Forbidden = [.. walk.Procedure.Forbidden.Select(f => new ReportedAct(f.Act, f.Words, walk.Forbidden.Contains(f), f.Origin.Kind, f.Because, walk.SectionsOf(f.Because)))],
            Records = walk.Records,
            Ahead = [.. walk.Ahead.Select(a => Of(a, walk))],
            Refusal = refusal,
            On = on,
            Rulebook = rulebook.Stamp,
        };
    }

    private static ReportedStep Of(OpenStep open) => new()
    {
        Step = open.Id,
        Kind = open.Kind,
        Act = open.Id == open.Step.Id ? open.Step.Act : null,
        Words = open.Say,
        Who = open.Who.Name,
        Role = open.Who.Id,
        Round = open.Who.Why,
        To = Names(open.To),
        With = Names(open.With),
        Must = open.Must,
        Anytime = open.Anytime,
        Values = open.Values,
        Fields = open.Fields.Count == 0 ? null : open.Fields,
        Clauses = open.Clauses,
        Sections = open.Sections,
        Due = open.Due is { } due ? due.Until()?.Written ?? due.Within.ToString() : null,
        DueWords = open.Due?.Words,
        DueOrigin = open.Due?.Origin.Kind,
        Origin = open.Origin.Kind,
        Reading = open.Origin.Reading ?? open.Origin.Source,
        Sheet = open.Step.Sheet,
        Letter = open.Step.Letter,
    };

    private static ReportedStep Of(AheadStep ahead, Walk walk)
    {
        IReadOnlyList<string> clauses = [.. ahead.Step.Clauses()];
        return new()
        {
            Step = ahead.Id, Kind = ahead.Step.Kind, Act = ahead.Step.Act, Words = ahead.Step.Say, Who = ahead.Who.Name, Role = ahead.Who.Id, Must = !ahead.Step.Should, If = ahead.If,
            Clauses = clauses, Sections = walk.SectionsOf(clauses), Origin = ahead.Step.Origin.Kind,
        };
    }

    private static IReadOnlyList<string>? Names(IReadOnlyList<RoutedRole> roles) =>
        roles.Count == 0 ? null : [.. roles.Select(r => r.IfImplicated is { } other ? $"{r.Name}, or {other.Name} where {r.Name} is part of it" : r.Name)];
}

/// <summary>A step as it is shown.</summary>
public sealed record ReportedStep
{
    /// <summary>What an answer names.</summary>
    public required string Step { get; init; }

    /// <summary>What it is.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>What is done.</summary>
    public string? Act { get; init; }

    /// <summary>In plain words.</summary>
    public required string Words { get; init; }

    /// <summary>Whom it falls to, by name.</summary>
    public required string Who { get; init; }

    /// <summary>The same by id.</summary>
    public required string Role { get; init; }

    /// <summary>Why it falls to another than the procedure names.</summary>
    public string? Round { get; init; }

    /// <summary>Who is told.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>Who takes part too.</summary>
    public IReadOnlyList<string>? With { get; init; }

    /// <summary>It cannot be skipped.</summary>
    public required bool Must { get; init; }

    /// <summary>It blocks nothing.</summary>
    public bool? Anytime { get; init; }

    /// <summary>The values it may be answered with.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>What is written down.</summary>
    public IReadOnlyList<Field>? Fields { get; init; }

    /// <summary>When it comes, for steps ahead.</summary>
    public string? If { get; init; }

    /// <summary>The clauses behind it.</summary>
    public required IReadOnlyList<string> Clauses { get; init; }

    /// <summary>Their sections, as printed.</summary>
    public required IReadOnlyList<string> Sections { get; init; }

    /// <summary>By when: a day, an instant, <c>at once</c>, or the period where nobody has said since when.</summary>
    public string? Due { get; init; }

    /// <summary>How that was counted.</summary>
    public string? DueWords { get; init; }

    /// <summary>Where the time comes from: policy, local or law.</summary>
    public string? DueOrigin { get; init; }

    /// <summary>policy, local or law.</summary>
    public required string Origin { get; init; }

    /// <summary>Why it is here where the policy does not say so, or the law's source.</summary>
    public string? Reading { get; init; }

    /// <summary>A guidance sheet.</summary>
    public string? Sheet { get; init; }

    /// <summary>A letter.</summary>
    public string? Letter { get; init; }
}

/// <summary>An answer as it is shown.</summary>
/// <param name="Step">The step.</param>
/// <param name="Words">Its words.</param>
/// <param name="Answer">As it was taken.</param>
/// <param name="Clauses">The clauses behind the step.</param>
/// <param name="Sections">Their sections, as printed.</param>
public sealed record ReportedAnswer(string Step, string Words, StepAnswer Answer, IReadOnlyList<string> Clauses, IReadOnlyList<string> Sections);

/// <summary>A forbidden act as it is shown.</summary>
/// <param name="Act">A word of the acts.</param>
/// <param name="Words">For people.</param>
/// <param name="Now">It tempts at an open step, or holds everywhere.</param>
/// <param name="Origin">policy, local or law.</param>
/// <param name="Clauses">The clauses behind it.</param>
/// <param name="Sections">Their sections, as printed.</param>
public sealed record ReportedAct(string Act, string Words, bool Now, string Origin, IReadOnlyList<string> Clauses, IReadOnlyList<string> Sections);

/// <summary>A procedure in a list.</summary>
/// <param name="Id">Pinned.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Kind">A kind of matter.</param>
/// <param name="Audience">staff, public or everyone.</param>
/// <param name="Urgent">What must be read first.</param>
/// <param name="Sections">The sections behind it, its own first.</param>
/// <param name="Clauses">The clauses behind it, its own first.</param>
public sealed record ListedProcedure(string Id, string Title, string Kind, string Audience, string? Urgent, IReadOnlyList<string> Sections, IReadOnlyList<string> Clauses)
{
    /// <summary>How well it fits what was said, 0 to 1; null in a list.</summary>
    public double? Score { get; init; }

    /// <summary>What it was found by: the nearest situation, then the words that count most.</summary>
    public IReadOnlyList<string>? Because { get; init; }

    /// <summary>Lists one.</summary>
    /// <param name="procedure">Any.</param>
    /// <param name="rulebook">The rulebook it stands in.</param>
    public static ListedProcedure Of(Procedure procedure, Rulebook rulebook)
    {
        IReadOnlyList<string> clauses = [.. procedure.Clauses()];
        return new(procedure.Id, procedure.Title, procedure.Kind, procedure.Audience, procedure.Urgent,
            [.. clauses.Select(id => rulebook.Clauses.FirstOrDefault(c => c.Id == id)?.Section).OfType<string>().Distinct()], clauses);
    }
}

/// <summary>What was found.</summary>
/// <param name="Procedures">Best first.</param>
/// <param name="Note">Said where nothing points to any.</param>
public sealed record FoundProcedures(IReadOnlyList<ListedProcedure> Procedures, string? Note);
