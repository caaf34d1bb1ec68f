namespace Candour.Engine.Screening;

/// <summary>Finds when something happened by the clock or the week: topics <c>clock</c>, <c>day-part</c>, <c>weekday</c>, <c>relative</c>.</summary>
public sealed class EventTimeDetector : IDetector
{
    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var found = Clock(reading, i) ?? Words(reading, i);
            if (found is not var (next, topic))
            {
                continue;
            }

            into.Add(new("event-time", reading.Tokens[i].Start, reading.Tokens[next - 1].End, topic == "clock" ? 0.9 : 0.7, topic == "clock" ? "a time of day" : "when it happened") { Topic = topic });
            i = next - 1;
        }
    }

    private static (int Next, string Topic)? Clock(Reading reading, int at)
    {
        var word = reading.Tokens[at].Folded;
        if (reading.Tokens[at].Kind is not (TokenKind.Word or TokenKind.Number))
        {
            return null;
        }

        if (!char.IsAsciiDigit(word[0]))
        {
            return Spoken(reading, at);
        }

        var start = reading.Tokens[at].Start;
        if (start > 1 && reading.Text[start - 1] is '.' or ':' or '-' or '/' or ',' && char.IsAsciiDigit(reading.Text[start - 2]) || (start > 0 && reading.Text[start - 1] is '£' or '$' or '€'))
        {
            return null;
        }

        var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9') is var n && n < 0 ? word.Length : n;
        var suffix = word.AsSpan(digits);
        var hour = digits <= 2 ? int.Parse(word.AsSpan(0, digits), System.Globalization.CultureInfo.InvariantCulture) : -1;

        // 3am, 11pm
        if (suffix is "am" or "pm" && hour is >= 1 and <= 12)
        {
            return (at + 1, "clock");
        }

        var next = at + 1;
        if (suffix.Length == 0 && hour is >= 0 and <= 24 && next < reading.Tokens.Count)
        {
            var gap = reading.GapAfter(at);
            var behind = reading.Tokens[next].Folded;
            if (gap is " " or "" && behind is "am" or "pm" or "oclock" && hour <= 12)
            {
                return (next + 1, "clock");
            }

            // 14:30, 2.30pm, 02:45
            if (gap is ":" or "." && behind.Length >= 2 && char.IsAsciiDigit(behind[0]) && char.IsAsciiDigit(behind[1]) && behind[0] < '6' && behind[2..] is "" or "am" or "pm" or "hrs" or "h")
            {
                var more = next + 1 < reading.Tokens.Count && reading.GapAfter(next) is "." or ":" or "/" or "-" && reading.Tokens[next + 1].Kind == TokenKind.Number;
                var half = behind.Length > 2 || (next + 1 < reading.Tokens.Count && reading.GapAfter(next) is " " && reading.Tokens[next + 1].Folded is "am" or "pm");
                if (!more && (gap is ":" || half) && hour < 24)
                {
                    return (half && behind.Length == 2 ? next + 2 : next + 1, "clock");
                }
            }
        }

        // 0630, 2130hrs
        var four = digits == 4 && word[0] < '3' && word[2] < '6' && int.Parse(word.AsSpan(0, 2), System.Globalization.CultureInfo.InvariantCulture) < 24;
        var hours = suffix is "hrs" or "h" or "hours" || (suffix.Length == 0 && next < reading.Tokens.Count && reading.Tokens[next].Folded is "hrs" or "hours" && reading.GapAfter(at) is " ");
        if (four && (hours || (suffix.Length == 0 && at > 0 && reading.Tokens[at - 1].Folded is "at" or "by" or "until" or "till" or "from" or "since" or "around" or "about" or "after" or "before")))
        {
            return (hours && suffix.Length == 0 ? next + 1 : next, "clock");
        }

        return null;
    }

    // half past three, quarter to nine, midnight, three in the morning
    private static (int Next, string Topic)? Spoken(Reading reading, int at)
    {
        var word = reading.Tokens[at].Folded;
        if (word is "midnight" or "midday" or "noon")
        {
            return (at + 1, "clock");
        }

        if (at + 2 < reading.Tokens.Count && word is "half" or "quarter" && reading.Tokens[at + 1].Folded is "past" or "to" && (reading.Lexemes[at + 2].Is(Cue.Number) || reading.Tokens[at + 2].Kind == TokenKind.Number))
        {
            return (at + 3, "clock");
        }

        return at + 1 < reading.Tokens.Count && reading.Lexemes[at].Is(Cue.Number) && reading.Lexemes[at].Value is >= 1 and <= 12 && reading.Tokens[at + 1].Folded is "oclock" or "am" or "pm" ? (at + 2, "clock") : null;
    }

    private static (int Next, string Topic)? Words(Reading reading, int at)
    {
        var word = reading.Tokens[at].Folded;
        var second = at + 1 < reading.Tokens.Count ? reading.Tokens[at + 1].Folded : "";
        if (word is "this" or "that" or "yesterday" or "earlier" && second is "morning" or "afternoon" or "evening" or "lunchtime" or "am")
        {
            return (at + 2, "day-part");
        }

        if (word is "last" && second is "night" or "week" or "month" or "weekend" || (word is "this" && second is "week" or "weekend"))
        {
            return (at + 2, second == "night" ? "day-part" : "relative");
        }

        if (word is "tonight" or "lastnight" || (word is "overnight"))
        {
            return (at + 1, "day-part");
        }

        if (word is "yesterday" or "today" or "tdy" or "yday")
        {
            return (at + 1, "relative");
        }

        if (word is "the" && second is "other" && at + 2 < reading.Tokens.Count && reading.Tokens[at + 2].Folded is "day" or "night" or "week")
        {
            return (at + 3, "relative");
        }

        if (reading.Lexemes[at].Is(Cue.Weekday) && !(word is "sun" or "sat" or "wed" or "mon" or "fri" or "thu" or "tue" && !char.IsUpper(reading.Raw(at)[0])) && !reading.Tokens[at].InHashtag)
        {
            return (second is "night" or "morning" or "afternoon" or "evening" ? at + 2 : at + 1, "weekday");
        }

        return null;
    }
}
