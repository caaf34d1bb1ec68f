using System.Globalization;
using Candour.Engine.Procedures;
using Candour.Governance.Cases;

namespace Candour.Web.Words;

/// <summary>What is said about cases.</summary>
public static class CaseWords
{
    /// <summary>A state as a tag.</summary>
    public static (string Text, string Colour) State(CaseState state) => state switch
    {
        CaseState.Open => ("Open", "blue"),
        CaseState.Ended => ("Ready to close", "purple"),
        CaseState.Closed => ("Closed", "grey"),
        CaseState.Merged => ("Went on as another", "grey"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>What somebody is in a case.</summary>
    public static string Part(Part part) => part switch
    {
        Governance.Cases.Part.Reporter => "Reported it",
        Governance.Cases.Part.Affected => "Affected",
        Governance.Cases.Part.Witness => "Witness",
        Governance.Cases.Part.Implicated => "Said to be behind it",
        Governance.Cases.Part.Handler => "Handles it",
        Governance.Cases.Part.Recused => "Stepped aside",
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    /// <summary>What a deed of a case's story is called.</summary>
    public static string Deed(string what) => what switch
    {
        "answer" => "Step",
        "note" => "Note",
        "file" => "Evidence",
        "case-opened" => "Opened",
        "case-closed" => "Closed",
        "case-reopened" => "Opened again",
        "case-taken" => "Taken over",
        "case-merged" => "Went on as another case",
        "cases-linked" => "Linked with another case",
        "person-told" => "The person concerned was told",
        "person-not-told" => "The person concerned was not told yet",
        "person-added-to-case" => "Somebody was added",
        "person-kept-from-matter" => "Somebody is kept from it",
        "task-assigned" => "A task was given to somebody",
        "recused" => "Stepped aside",
        "register-line-corrected" => "A register was put right",
        RecordLook.What => "Looked at",
        _ => what.Replace('-', ' '),
    };

    /// <summary>An answer in words.</summary>
    public static string Answer(StepAnswer answer, Procedure procedure)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(procedure);
        if (answer.Clock is { } clock)
        {
            return $"{clock.Do switch { ClockChange.Stop => "Its clock was stopped", ClockChange.GoOn => "Its clock goes on", _ => $"It has {clock.By} more time" }}\nBecause: {answer.Reason}";
        }

        var step = procedure.Step(answer.Step);
        var asks = step?.Asks ?? answer.Step;
        var said = answer.Skip is { } why ? $"Skipped: {why}" : answer.Value is { } chosen ? string.Join(", ", chosen.Select(v => procedure.Question(asks)?.Values.GetValueOrDefault(v) ?? FactWords.Value(asks, v))) : "Done";
        var fields = (answer.Fields ?? new Dictionary<string, FieldValue>()).Select(f => (Field: step?.Fields.FirstOrDefault(s => s.Id == f.Key), f.Key, f.Value)).Select(f => $"{f.Field?.Label ?? f.Key} {FieldWords.Of(f.Field, f.Value)}");
        return string.Join('\n', [said, .. answer.Reason is { } reason ? new[] { $"Because: {reason}" } : [], .. fields]);
    }

    /// <summary>By when, with the lateness in words.</summary>
    public static string Due(CaseTask task, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.AtOnce ? "At once" : task.DueAt is not { } due ? "" : due < now ? $"Late since {DayWords.Moment(due)}" : $"By {DayWords.Moment(due)}";
    }

    // "First make sure." or "If you know." says nothing by itself.
    private const int FewestWords = 4;

    /// <summary>The first sentence, for a list; with the next where it is too short to say anything.</summary>
    public static string First(string say)
    {
        ArgumentNullException.ThrowIfNull(say);
        for (var end = say.IndexOfAny(['.', '?', '!']); end > 0 && end + 1 < say.Length; end = say.IndexOfAny(['.', '?', '!'], end + 1))
        {
            var first = say[..(end + 1)];
            if (say[end + 1] == ' ' && first.Count(c => c == ' ') + 1 >= FewestWords)
            {
                return first;
            }
        }

        return say;
    }

    /// <summary>A number of things.</summary>
    public static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {many}");
}
