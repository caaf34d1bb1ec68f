using System.Globalization;
using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Time;

namespace Candour.Engine.Rulebooks;

/// <summary>Reads the examples of the door walk and says what is wrong in them.</summary>
internal sealed class WalkRunReader(Rulebook rulebook)
{
    private static readonly string[] Telling =
    [
        "next", "first", "notNext", "ahead", "never", "who", "ended", "refused", "forbids", "records", "fields", "due", "opens", "sheets", "letters", "decided", "says", "notSays",
        "section", "sections", "found",
    ];

    private static readonly string[] LaterParts = ["accounts", "content", "consents", "queries", "document"];

    public ExampleRun Read(YamlItem item)
    {
        var later = item.Get("later") is null ? null : item.OneOf("later", item.Need("later"), LaterParts);
        var run = item.Get("run")?.Only("procedure", "text", "facts", "at", "upTo", "answers", "attempt");
        var want = item.Get("want")?.Only(Telling);
        if (later is null && (want is null || !Telling.Any(k => want.Get(k) is not null)))
        {
            item.Note($"`want` should name {string.Join(" or ", Telling)}.");
        }

        var procedure = ProcedureOf(run, later);
        var read = new WalkRun
        {
            Procedure = run?.Maybe("procedure"),
            At = run?.Get("at") is { } at ? LocalTime(at) : null,
            UpTo = run?.Maybe("upTo"),
            Answers = [.. (run?.Get("answers")?.Items() ?? []).Select(a => ReadAnswer(a, procedure))],
            Attempt = run?.Get("attempt") is { } attempt ? ReadAnswer(attempt, procedure) : null,
            Later = later,
        };
        if (read.UpTo is { } upTo && procedure is not null)
        {
            ProcedureCheck.RefuseUnknown(run!, "upTo", upTo, procedure.Steps.Select(s => s.Id), "step", "Name a step of the procedure");
        }

        return new("walk", run?.Get("text")?.Scalar ?? "", ReadFacts(run?.Get("facts"), procedure), new(null, null, null, want?.Maybe("section"))
        {
            Sections = want?.Words("sections") ?? [], Says = want?.Words("says") ?? [], NotSays = want?.Words("notSays") ?? [],
        })
        {
            Walk = read,
            Waits = item.Maybe("waits"),
            WalkWant = want is null ? new() : ReadWant(want, procedure),
        };
    }

    private Procedure? ProcedureOf(YamlItem? run, string? later)
    {
        if (run?.Maybe("procedure") is not { } id)
        {
            if (later is null && run?.Get("text") is null)
            {
                run?.Note("`run` names neither a procedure nor a text. Give `procedure:` to walk one, or `text:` to look for one.");
            }

            return null;
        }

        ProcedureCheck.RefuseUnknown(run, "procedure", id, rulebook.Procedures.Select(p => p.Id), "procedure", "Write procedures/<id>.yaml");
        return rulebook.Procedures.FirstOrDefault(p => p.Id == id);
    }

    private static DateTime? LocalTime(YamlItem item)
    {
        if (DateTime.TryParseExact(item.Scalar, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        item.Note("`at` should be a local time written as 2026-04-02T10:00.");
        return null;
    }

    private static StepAnswer ReadAnswer(YamlItem item, Procedure? procedure)
    {
        item.Only("step", "done", "value", "skip", "fields", "reason", "role", "at", "file");
        var answer = new StepAnswer
        {
            Step = item.Need("step"),
            Done = item.Flag("done"),
            Value = item.Get("value") is null ? null : item.Words("value"),
            Skip = item.Get("skip")?.Scalar,
            Fields = item.Get("fields") is { } fields ? fields.Entries().ToDictionary(e => e.Key, e => ReadField(e.Value)) : null,
            Reason = item.Get("reason")?.Scalar,
            Role = item.Get("role") is null ? null : item.Words("role"),
            At = item.Get("at") is { } at && LocalTime(at) is { } time ? UkTime.At(time) : null,
            Files = item.Get("file") is null ? null : item.Words("file"),
        };
        return answer;
    }

    private static FieldValue ReadField(YamlItem item) =>
        item.IsList ? FieldValue.Of([.. item.Items().Select(r => (IReadOnlyDictionary<string, string>)r.Entries().ToDictionary(e => e.Key, e => e.Value.Scalar ?? ""))]) : FieldValue.Of(item.Scalar ?? "");

    private Dictionary<string, string> ReadFacts(YamlItem? facts, Procedure? procedure)
    {
        var read = new Dictionary<string, string>();
        var probe = new FactSet();
        foreach (var (name, item) in facts?.Entries() ?? [])
        {
            var values = facts!.Words(name);
            foreach (var value in values)
            {
                if (procedure?.Give(probe, name, value, rulebook) is { } wrong)
                {
                    item.Note(wrong);
                }
            }

            read[name] = string.Join(',', values);
        }

        return read;
    }

    private WalkWant ReadWant(YamlItem want, Procedure? procedure)
    {
        var steps = procedure is null ? null : procedure.Steps.SelectMany(s => s.Asks is null ? [s.Id] : new[] { s.Id, s.Asks }).Concat(procedure.AskedInPlace()).Distinct().ToArray();
        foreach (var key in new[] { "next", "first", "notNext", "ahead" })
        {
            foreach (var step in steps is null ? [] : want.Words(key))
            {
                ProcedureCheck.RefuseUnknown(want, key, step, steps!, "step", "Name a step of the procedure");
            }
        }

        foreach (var key in new[] { "never", "forbids" })
        {
            foreach (var act in want.Words(key))
            {
                ProcedureCheck.RefuseUnknown(want, key, act, ActVocabulary.All.Select(a => a.Name), "act", "Name one of acts.json");
            }
        }

        foreach (var key in new[] { "opens", "found" })
        {
            foreach (var id in want.Words(key))
            {
                ProcedureCheck.RefuseUnknown(want, key, id, rulebook.Procedures.Select(p => p.Id), "procedure", "Write procedures/<id>.yaml");
            }
        }

        return new()
        {
            Next = want.Words("next"),
            First = want.Maybe("first"),
            NotNext = want.Words("notNext"),
            Ahead = want.Words("ahead"),
            Never = want.Words("never"),
            Who = want.Maybe("who"),
            Ended = want.Maybe("ended"),
            Refused = want.Get("refused") is null ? null : want.OneOf("refused", want.Need("refused"), StepRefusal.Codes),
            Forbids = want.Words("forbids"),
            Records = want.Words("records"),
            Fields = want.Words("fields"),
            Due = want.Maybe("due"),
            Opens = want.Words("opens"),
            Sheets = want.Words("sheets"),
            Letters = want.Words("letters"),
            Decided = (want.Get("decided")?.Entries() ?? []).ToDictionary(e => e.Key, e => e.Value.Scalar ?? ""),
            Found = want.Words("found"),
        };
    }
}
