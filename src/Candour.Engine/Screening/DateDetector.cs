namespace Candour.Engine.Screening;

/// <summary>Finds dates that are no birthdays: <c>16/04</c>, <c>the 22nd of September</c>, <c>27-Apr-25</c>; topics <c>month</c>, <c>relative</c> and <c>day</c> for those that name less or lean on today.</summary>
public sealed class DateDetector : IDetector
{
    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        var taken = Taken.By(into, except: true, "event-time", "age");
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var token = reading.Tokens[i];
            if (token.Kind is not (TokenKind.Word or TokenKind.Number) || (token.Kind == TokenKind.Word && !MayBegin(reading, i)))
            {
                continue;
            }

            if (WrittenDate.At(reading, i, announced: false) is { } date)
            {
                Add(reading, date.First, date.Next, null, taken, into);
                i = date.Next - 1;
            }
            else if (Less(reading, i) is var (next, topic))
            {
                Add(reading, i, next, topic, taken, into);
                i = next - 1;
            }
        }
    }

    private static bool MayBegin(Reading reading, int at) =>
        reading.Lexemes[at].Is(Cue.Month | Cue.Weekday | Cue.Number | Cue.Ordinal) || char.IsAsciiDigit(reading.Tokens[at].Folded[0]) || reading.Tokens[at].Folded is "the" or "last" or "next" or "this" or "early" or "late" or "mid";

    private static void Add(Reading reading, int first, int next, string? topic, Taken taken, List<Finding> into)
    {
        var (start, end) = (reading.Tokens[first].Start, reading.Tokens[next - 1].End);
        if (taken.Overlaps(start, end))
        {
            return;
        }

        into.Add(new("date", start, end, topic is null ? 0.9 : 0.6, topic is null ? "a date" : "part of a date") { Topic = topic });
    }

    // March 2021, last December, on the 22nd
    private static (int Next, string Topic)? Less(Reading reading, int at)
    {
        var next = at + 1;
        if (next >= reading.Tokens.Count || reading.GapAfter(at) is not { Length: <= 2 })
        {
            return null;
        }

        var word = reading.Tokens[at].Folded;
        var second = reading.Lexemes[next];
        if (reading.Lexemes[at].Is(Cue.Month) && reading.Tokens[next].Kind == TokenKind.Number && reading.Tokens[next].Folded is { Length: 4 } year && (year.StartsWith("19", StringComparison.Ordinal) || year.StartsWith("20", StringComparison.Ordinal)))
        {
            return (next + 1, "month");
        }

        if (word is "last" && second.Is(Cue.Month | Cue.Weekday) && reading.Tokens[next].Folded is not ("may" or "march" or "mar" or "sun" or "sat" or "wed" or "mon"))
        {
            return (next + 1, "relative");
        }

        var day = reading.Tokens[next].Folded;
        var ordinal = word is "the" && day.Length is 3 or 4 && char.IsAsciiDigit(day[0]) && day[^2..] is "st" or "nd" or "rd" or "th" && at > 0 && reading.Tokens[at - 1].Folded is "on" or "since" or "until" or "by" or "from";
        return ordinal && !(next + 1 < reading.Tokens.Count && reading.Tokens[next + 1].Folded is "floor" or "time" or "day" or "attempt" or "birthday" or "hole" or "anniversary" or "century" or "shift" or "night" or "week") ? (next + 1, "day") : null;
    }
}
