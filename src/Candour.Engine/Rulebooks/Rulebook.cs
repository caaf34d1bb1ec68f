namespace Candour.Engine.Rulebooks;

/// <summary>One version of a policy, made executable.</summary>
public sealed record Rulebook
{
    /// <summary>Such as <c>las</c>; the folder above the version's.</summary>
    public required string Id { get; init; }

    /// <summary>As printed on the document.</summary>
    public required string Title { get; init; }

    /// <summary>The document's own reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Such as <c>3.2</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Whose people are bound; two for a joint policy.</summary>
    public required IReadOnlyList<string> Organisations { get; init; }

    /// <summary>First day on which this version binds.</summary>
    public required DateOnly InForce { get; init; }

    /// <summary>Last day on which a review is in time.</summary>
    public DateOnly? ReviewDue { get; init; }

    /// <summary>Last day of validity, where the policy names one.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>Whose reading this is.</summary>
    public required string Reading { get; init; }

    /// <summary>What the policy is for, in our words.</summary>
    public string? Purpose { get; init; }

    /// <summary>Whose bank holidays count for its working days: england-and-wales, scotland or northern-ireland.</summary>
    public string Nation { get; init; } = Time.BankHolidays.EnglandAndWales;

    /// <summary>Who answers for the policy.</summary>
    public required string Owner { get; init; }

    /// <summary>The policy's roles.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Whom a reason may send somebody to.</summary>
    public required IReadOnlyList<Contact> Contacts { get; init; }

    /// <summary>How people write the names of this organisation's world.</summary>
    public required Terms Terms { get; init; }

    /// <summary>The same for the invented world of the examples; switched off in a real installation.</summary>
    public required Terms ExampleTerms { get; init; }

    /// <summary>Platforms that the policy names.</summary>
    public required IReadOnlyList<string> Platforms { get; init; }

    /// <summary>What the policy leaves open.</summary>
    public required IReadOnlyList<Setting> Settings { get; init; }

    /// <summary>Every clause, in the order of the document.</summary>
    public required IReadOnlyList<Clause> Clauses { get; init; }

    /// <summary>What a post may not, should not and need not say.</summary>
    public required IReadOnlyList<ContentRule> Content { get; init; }

    /// <summary>Answers to "may I ...?".</summary>
    public DecisionRules? Decisions { get; init; }

    /// <summary>Leaflets, posters and help.</summary>
    public IReadOnlyList<GuidanceSheet> Guidance { get; init; } = [];

    /// <summary>What is done when something has happened.</summary>
    public IReadOnlyList<Procedures.Procedure> Procedures { get; init; } = [];

    /// <summary>Situations of other policies of the installation, from which the finder of procedures learns too. No part of the rulebook.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<Procedures.KindSituations> Neighbours { get; init; } = [];

    /// <summary>The registers that procedures write.</summary>
    public IReadOnlyList<Procedures.Register> Registers { get; init; } = [];

    /// <summary>The kinds of matter, who may see them and how long they are kept.</summary>
    public IReadOnlyList<Procedures.MatterKind> Matters { get; init; } = [];

    /// <summary>Letters and scripts with blanks that a case fills.</summary>
    public IReadOnlyList<Procedures.Letter> Letters { get; init; } = [];

    /// <summary>What goes with every answer while the policy is in a state.</summary>
    public IReadOnlyList<StateWarning> Warnings { get; init; } = [];

    /// <summary>Short names of the organisations of a joint policy: the values of the fact <c>organisation</c>.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>First day of the version after this one, where the installation has it.</summary>
    public DateOnly? SupersededFrom { get; init; }

    /// <summary>Hash of the sources: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>Ids of everything that gives effect to a clause: content rules, decision rules, guidance, steps and forbidden acts of procedures, registers, access, letters.</summary>
    /// <param name="clause">Its id.</param>
    public IEnumerable<string> RulesOf(string clause) =>
    [
        .. Content.Where(r => r.Because.Contains(clause)).Select(r => r.Id),
        .. (Decisions?.Rules ?? []).Where(r => r.Because.Contains(clause)).Select(r => r.Id),
        .. Guidance.Where(g => g.Because.Contains(clause)).Select(g => $"guidance/{g.Id}"),
        .. Procedures.SelectMany(p => OfProcedure(p, clause)),
        .. Registers.Where(r => r.Because.Contains(clause) || r.Review?.Because.Contains(clause) is true || r.Keep?.Because.Contains(clause) is true).Select(r => $"register/{r.Id}"),
        .. Matters.Where(m => m.Because.Contains(clause) || m.Keep?.Because.Contains(clause) is true).Select(m => $"access/{m.Id}"),
        .. Letters.Where(l => l.Because.Contains(clause)).Select(l => $"letter/{l.Id}"),
    ];

    private static IEnumerable<string> OfProcedure(Procedures.Procedure procedure, string clause) =>
    [
        .. procedure.Because.Contains(clause) || procedure.ImplicatedBecause.Contains(clause) ? [$"procedure/{procedure.Id}"] : Array.Empty<string>(),
        .. procedure.Forbidden.Where(f => f.Because.Contains(clause)).Select(f => $"procedure/{procedure.Id}/never/{f.Act}"),
        .. procedure.Steps.Where(s => s.Clauses().Contains(clause)).Select(s => $"procedure/{procedure.Id}/{s.Id}"),
    ];

    /// <summary>The values that a fact may have under this rulebook; empty where it names none.</summary>
    /// <param name="fact">A name of the vocabulary.</param>
    public IReadOnlyList<string> ValuesOf(string fact) => fact switch
    {
        "platform" => [.. Platforms, "other"],
        "organisation" => ShortNames,
        "role" => [.. Roles.Select(r => r.Name)],
        "implicated" => [.. Roles.Select(r => r.Id)],
        _ => Facts.FactVocabulary.Find(fact)?.Values ?? [],
    };

    /// <summary>The rulebook as it counts in an organisation that chose values for what the policy leaves open: clocks and thresholds of procedures follow them too.</summary>
    /// <param name="chosen">Values by the setting's id; ids that the rulebook does not have are passed over.</param>
    public Rulebook WithLocal(IReadOnlyDictionary<string, string> chosen) => Settings.All(s => !chosen.ContainsKey(s.Id)) ? this : this with
    {
        Settings = [.. Settings.Select(s => chosen.TryGetValue(s.Id, out var value) ? s with { Value = value, Otherwise = s.Otherwise ?? s.Value } : s)],
        Procedures = [.. Procedures.Select(p => p.WithThresholds(chosen))],
    };

    /// <summary>How many at most a setting may ask for where procedures read it as a threshold; null where none does.</summary>
    /// <param name="setting">Its id.</param>
    public int? MostOf(string setting) =>
        Procedures.SelectMany(p => p.Steps).SelectMany(s => s.Conditions()).SelectMany(c => c.Tree()).Where(c => c.Setting == setting).Min(c => c.Any?.Count);

    /// <summary>The state of this version on a day, in the words shown to people.</summary>
    /// <param name="on">A day, UK local.</param>
    public string StateOn(DateOnly on) =>
        on < InForce ? "not yet in force"
        : SupersededFrom is { } next && on >= next ? "superseded"
        : Expires is { } end && on > end ? "expired"
        : ReviewDue is { } due && on > due ? "review overdue"
        : "in force";
}

/// <summary>A role of the policy.</summary>
/// <param name="Id">Pinned: steps of procedures, rules of access and grants name it.</param>
/// <param name="Name">As the policy calls it.</param>
/// <param name="Is">The engine's actor or Candour's role that it corresponds to.</param>
/// <param name="Up">The role that takes over where holders of this one are part of a matter; null: the next level by <paramref name="Is"/>.</param>
public sealed record Role(string Id, string Name, string Is, string? Up = null);

/// <summary>Whom to ask.</summary>
/// <param name="Id">Pinned, such as <c>communications</c>.</param>
/// <param name="Name">As people call them.</param>
/// <param name="How">How to reach them and what to say first.</param>
public sealed record Contact(string Id, string Name, string How);

/// <summary>Names of one organisation's world; case and accents do not matter.</summary>
public sealed record Terms
{
    /// <summary>Names and abbreviations of the organisation.</summary>
    public IReadOnlyList<string> Organisations { get; init; } = [];

    /// <summary>Hospitals, stations, units, wards.</summary>
    public IReadOnlyList<string> Sites { get; init; } = [];

    /// <summary>Internal systems and documents.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>Handles and names of official accounts.</summary>
    public IReadOnlyList<string> OfficialAccounts { get; init; } = [];
}

/// <summary>What the policy leaves open.</summary>
/// <param name="Id">Pinned.</param>
/// <param name="Value">The value used.</param>
/// <param name="Reason">Why this value.</param>
public sealed record Setting(string Id, string Value, string Reason)
{
    /// <summary>The rulebook's own value, where an organisation chose another; null where none did.</summary>
    public string? Otherwise { get; init; }
}

/// <summary>One statement of the policy, in our own words.</summary>
public sealed record Clause
{
    /// <summary>Pinned, such as <c>las-5.14-03</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The section it was printed in.</summary>
    public required string Section { get; init; }

    /// <summary>What it is about, in a few words.</summary>
    public required string Heading { get; init; }

    /// <summary>What it says, in our words.</summary>
    public required string Says { get; init; }

    /// <summary>must, must-not, should, should-not, may or fact.</summary>
    public required string Modality { get; init; }

    /// <summary>Whom it speaks to.</summary>
    public required IReadOnlyList<string> Actors { get; init; }

    /// <summary>A word for the matter, shared between policies where they treat the same.</summary>
    public required string Topic { get; init; }

    /// <summary>Which parts of Candour give effect to it: screen, decide, guide, procedure, register ...</summary>
    public required IReadOnlyList<string> Controls { get; init; }

    /// <summary>When it applies, if it is limited.</summary>
    public string? When { get; init; }

    /// <summary>What follows from a breach, where the policy says so.</summary>
    public string? Consequence { get; init; }

    /// <summary>What software must do for it.</summary>
    public required string Needs { get; init; }
}

/// <summary>A rule about what is published.</summary>
public sealed record ContentRule
{
    /// <summary>Pinned, never reused: policy, section and a word.</summary>
    public required string Id { get; init; }

    /// <summary>The clauses it gives effect to.</summary>
    public required IReadOnlyList<string> Because { get; init; }

    /// <summary>policy, local or law.</summary>
    public string Origin { get; init; } = "policy";

    /// <summary>Where a rule of law is written; required for <c>law</c>.</summary>
    public string? Source { get; init; }

    /// <summary>When that source was checked.</summary>
    public DateOnly? Checked { get; init; }

    /// <summary>One of the categories of the engine.</summary>
    public required string Category { get; init; }

    /// <summary>The verdict when it applies; clear for a permission.</summary>
    public required Decisions.Level Verdict { get; init; }

    /// <summary>When it applies.</summary>
    public required Condition When { get; init; }

    /// <summary>Rules whose reasons it takes away, for a permission.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Why the post is caught, in plain words.</summary>
    public required string Why { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Advice { get; init; }

    /// <summary>A contact's id, or <c>you</c>.</summary>
    public string? NextWho { get; init; }

    /// <summary>What they are asked for; the contact's own words when not said.</summary>
    public string? NextHow { get; init; }
}
