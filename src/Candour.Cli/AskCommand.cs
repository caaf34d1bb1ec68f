using System.CommandLine;
using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Cli;

/// <summary><c>candour ask</c>: "may I ...?", in facts, in free words or both.</summary>
internal static class AskCommand
{
    private static readonly Option<string> Policy = new("--policy") { Description = "Which policy, as las, or las@3.2 for one version.", Required = true };
    private static readonly Option<string[]> FactOptions = Doors.FactOptions();
    private static readonly Option<string> Question = new("--question") { Description = "What you want to do, in your own words. Name nobody: other users of this machine can see a command line." };
    private static readonly Option<string> On = Doors.OnOption();
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");

    public static Command Create()
    {
        var command = new Command("ask", "Answers \"may I ...?\" and says what it still needs to know.") { Policy, FactOptions, Question, On, Format };
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private static ExitCode Run(ParseResult parsed)
    {
        var library = Doors.Library();
        var on = Doors.Day(parsed.GetValue(On));
        var rulebook = Doors.Rulebook(library, parsed.GetRequiredValue(Policy), on);
        var facts = Doors.Facts(parsed.GetValue(FactOptions) ?? [], rulebook);
        if (parsed.GetValue(Question) is { } question)
        {
            Understand(library, rulebook, question, facts);
        }

        var answer = new Advisor(rulebook).Ask(facts, on);
        if (parsed.GetValue(Format) is "json")
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(answer, EngineJson.Readable.Answer));
        }
        else
        {
            Write(Console.Out, answer, rulebook);
        }

        return answer.Level is AnswerLevel.Allow ? ExitCode.Done : ExitCode.NotClear;
    }

    private static void Understand(Library library, Rulebook rulebook, string question, FactSet facts)
    {
        if (string.IsNullOrWhiteSpace(question) || question.Length > QuestionReader.MaxLength)
        {
            throw new Refusal(ExitCode.WrongUse, $"--question should be a sentence or two, at most {QuestionReader.MaxLength:N0} characters.");
        }

        foreach (var fact in library.LoadQuestionReader().Read(rulebook, question))
        {
            facts.Infer(fact);
        }
    }

    private static void Write(TextWriter to, Answer answer, Rulebook rulebook)
    {
        to.WriteLine((answer.Final ? "" : "So far: ") + answer.Level switch
        {
            AnswerLevel.Allow => "YES. The policy allows it.",
            AnswerLevel.Conditional => "YES, ON CONDITIONS.",
            AnswerLevel.Refer => "ASK FIRST. The policy leaves it to somebody else.",
            AnswerLevel.Deny => "NO. The policy does not allow it.",
            _ => "NOT COVERED. This policy does not speak of it.",
        });
        foreach (var condition in answer.Conditions)
        {
            to.WriteLine($"  [ ] {condition}");
        }

        foreach (var reason in answer.Reasons)
        {
            to.WriteLine();
            to.WriteLine($"{Word(reason.Level)}: section {string.Join(", ", reason.Sections)} ({string.Join(", ", reason.Clauses)}){(reason.Open is { } open ? $", if it applies: it turns on {string.Join(", ", open)}" : "")}");
            to.WriteLine($"  {reason.Why}");
            foreach (var line in new[] { reason.Advice, reason.Reading is { } reading ? $"How we read it: {reading}" : null }.OfType<string>())
            {
                to.WriteLine($"  {line}");
            }
        }

        foreach (var missing in answer.Missing)
        {
            to.WriteLine();
            to.WriteLine($"It may change the answer: {missing.Question} (--fact {missing.Fact}=...: {string.Join(", ", missing.Values)})");
        }

        to.WriteLine();
        to.WriteLine($"Next: {answer.Next.How}");
        foreach (var sheet in answer.Guidance)
        {
            to.WriteLine($"Read: {sheet.Title} ({sheet.Kind})");
        }

        if (answer.Facts.Count > 0)
        {
            to.WriteLine($"Taken as known: {string.Join("; ", answer.Facts.Select(f => $"{f.Name}={f.Value}{(f.From is FactSource.Text ? " (from your words)" : "")}"))}");
        }

        foreach (var note in answer.Notes)
        {
            to.WriteLine($"Note: {note.Words}");
        }

        to.WriteLine($"{rulebook.Title}, {rulebook.Reference} version {rulebook.Version}, {answer.Policy.State} on {answer.On:yyyy-MM-dd}: {rulebook.Reading}. Nothing of the question is kept.");
    }

    private static string Word(AnswerLevel level) => level switch
    {
        AnswerLevel.Allow => "Allowed",
        AnswerLevel.Conditional => "On conditions",
        AnswerLevel.Refer => "Left to somebody else",
        AnswerLevel.Deny => "Not allowed",
        _ => "Outside the policy",
    };
}
