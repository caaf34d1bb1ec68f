using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Engine.Versions;

namespace Candour.Cli;

/// <summary>Procedures and walks as text for a terminal: what is urgent first.</summary>
internal static class ProcedureText
{
    public static void Write(TextWriter to, Procedure procedure, Rulebook rulebook)
    {
        to.WriteLine(procedure.Title);
        if (procedure.Urgent is { } urgent)
        {
            to.WriteLine($"NOW: {urgent}");
        }

        to.WriteLine();
        foreach (var forbidden in procedure.Forbidden)
        {
            to.WriteLine($"NEVER: {forbidden.Words}{Cited(forbidden.Because, forbidden.Origin, rulebook)}");
        }

        var number = 0;
        foreach (var step in procedure.Steps)
        {
            to.WriteLine();
            to.WriteLine($"{++number}. {step.Id} ({Word(step)}){(step.Alongside ? ", together with the one before" : "")}{(step.Anytime ? ", at any time" : "")}");
            if (step.When is { } when)
            {
                to.WriteLine($"   If {ConditionWords.Of(when, procedure.Questions)}:");
            }

            to.WriteLine($"   {(step.Kind is StepKind.Decide ? "Decided by rule" : step.Say)}{Cited([.. step.Clauses()], step.Origin, rulebook)}");
            foreach (var rule in step.Rules)
            {
                to.WriteLine($"   - {rule.Value}{(rule.When is { } holds ? $" if {ConditionWords.Of(holds, procedure.Questions)}" : " otherwise")}: {rule.Why}");
            }

            if (step.Kind is not (StepKind.Decide or StepKind.End))
            {
                to.WriteLine($"   Who: {NameOf(step.Who, rulebook)}{(step.Only ? ", nobody else" : "")}{List(" with ", step.With, rulebook)}{List(", telling ", step.To, rulebook)}");
            }

            if (step.Due is { } due)
            {
                to.WriteLine($"   By when: {due.Within} from {due.From} ({due.Origin.Words})");
            }
        }

        to.WriteLine();
        to.WriteLine($"{rulebook.Title}, {rulebook.Reference} version {rulebook.Version}: {rulebook.Reading}.");
    }

    public static void Write(TextWriter to, FoundProcedures found)
    {
        if (found.Note is { } note)
        {
            to.WriteLine(note);
        }

        foreach (var one in found.Procedures)
        {
            to.WriteLine($"{one.Title} ({one.Id}) [{string.Join(", ", one.Sections.Take(4))}]{(one.Score > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" {one.Score:0.00}") : "")}");
            if (one.Urgent is { } urgent)
            {
                to.WriteLine($"  NOW: {urgent}");
            }
        }

        to.WriteLine("Nothing of what was said is kept. You decide which one it is: candour procedure walk ID.");
    }

    public static void Write(TextWriter to, WalkReport walk, Rulebook rulebook)
    {
        if (walk.Urgent is { } urgent && !walk.Ended)
        {
            to.WriteLine($"NOW: {urgent}");
        }

        to.WriteLine($"{walk.Title}");
        if (walk.Refusal is { } refusal)
        {
            to.WriteLine();
            to.WriteLine($"REFUSED ({refusal.Code}): {refusal}");
        }

        foreach (var done in walk.Done)
        {
            to.WriteLine($"  [x] {done.Words}{(done.Answer.Value is { } value ? $" {string.Join(", ", value)}" : done.Answer.Skip is { } skip ? $" (skipped: {skip})" : "")}");
        }

        foreach (var decided in walk.Decided)
        {
            to.WriteLine($"  [=] {decided.Label}: {decided.Why} [{string.Join(", ", decided.Sections)}]");
        }

        foreach (var step in walk.Next)
        {
            Write(to, step);
        }

        if (walk.Ended)
        {
            to.WriteLine();
            to.WriteLine($"END: {walk.EndWords}{(walk.Outcome is { } outcome ? $" ({outcome})" : "")}{(walk.EndSections is { Count: > 0 } sections ? $" [{string.Join(", ", sections)}]" : "")}");
            if (walk.Opens is { } opens)
            {
                to.WriteLine($"Open now: candour procedure walk {opens}");
            }

            foreach (var offer in walk.Offers ?? [])
            {
                to.WriteLine($"May follow: candour procedure walk {offer}");
            }
        }

        to.WriteLine();
        foreach (var forbidden in walk.Forbidden.Where(f => f.Now))
        {
            to.WriteLine($"NEVER: {forbidden.Words}{(forbidden.Sections.Count > 0 ? $" [{string.Join(", ", forbidden.Sections)}]" : "")}");
        }

        foreach (var record in walk.Records)
        {
            var register = rulebook.Registers.First(r => r.Id == record.Register);
            to.WriteLine($"Would be entered in: {register.Title}{(record.Values.Count == 0 ? "" : $" ({string.Join("; ", register.Fields.Where(f => record.Values.ContainsKey(f.Id)).Select(f => $"{f.Label}: {record.Values[f.Id]}"))})")}");
        }

        if (walk.Ahead.Count > 0)
        {
            to.WriteLine($"May still come: {string.Join(", ", walk.Ahead.Select(a => a.Step))}");
        }

        to.WriteLine($"A dry run under {rulebook.Title}, {rulebook.Reference} version {rulebook.Version}, {walk.Policy.State} on {walk.On:yyyy-MM-dd}: {rulebook.Reading}. Nothing is kept.");
    }

    private static void Write(TextWriter to, ReportedStep step)
    {
        to.WriteLine();
        to.WriteLine($"NEXT {step.Step}: {step.Words} [{(step.Sections.Count > 0 ? string.Join(", ", step.Sections) : "not in the policy")}]{(step.Anytime is true ? " (at any time)" : "")}");
        to.WriteLine($"  Who: {step.Who}{(step.Round is { } why ? $". {why}" : "")}{(step.With is { } with ? $", with {string.Join(", ", with)}" : "")}{(step.To is { } told ? $"; tell: {string.Join("; ", told)}" : "")}");
        if (step.DueWords is { } due)
        {
            to.WriteLine($"  By when: {due}{(step.DueOrigin is "policy" ? "" : $" ({step.DueOrigin}, not in the policy)")}");
        }

        foreach (var (value, label) in step.Values ?? new Dictionary<string, string>())
        {
            to.WriteLine($"  - {value}: {label}");
        }

        foreach (var field in step.Fields ?? [])
        {
            to.WriteLine($"  Write down: {field.Label} ({field.Id}{(field.Required ? ", needed" : "")})");
        }

        if (step.Origin is not "policy")
        {
            to.WriteLine($"  {(step.Origin is "law" ? "Law, not in the policy" : "Not in the policy")}{(step.Reading is { } reading ? $": {reading}" : ".")}");
        }

        if (!step.Must)
        {
            to.WriteLine("  May be skipped with a reason.");
        }
    }

    private static string Word(Step step) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(step.Kind.ToString()) + (step.Should ? ", may be skipped with a reason" : "");

    private static string Cited(IReadOnlyList<string> clauses, Origin origin, Rulebook rulebook)
    {
        var sections = clauses.Select(id => rulebook.Clauses.FirstOrDefault(c => c.Id == id)?.Section).OfType<string>().Distinct().ToArray();
        return $"{(sections.Length > 0 ? $" [{string.Join(", ", sections)}]" : "")}{(origin.Kind is "policy" ? "" : $" ({origin.Words}{((origin.Reading ?? origin.Source) is { } why ? $": {why}" : "")})")}";
    }

    private static string List(string before, IReadOnlyList<string> roles, Rulebook rulebook) =>
        roles.Count == 0 ? "" : before + string.Join(", ", roles.Select(r => NameOf(r, rulebook)));

    private static string NameOf(string role, Rulebook rulebook) => Roles.Named.GetValueOrDefault(role) ?? rulebook.Roles.First(r => r.Id == role).Name;
}
