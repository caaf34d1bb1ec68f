namespace Candour.Engine.Screening;

/// <summary>Finds names of accounts: <c>@elsie_hunt</c>, and without the sign where a platform announces one (<c>insta: elsie_hunt</c>).</summary>
public sealed class HandleDetector : IDetector
{
    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var token = reading.Tokens[i];
            if (token.Kind == TokenKind.Handle)
            {
                if (!IsTimeOrPlace(reading.Raw(i)[1..]))
                {
                    into.Add(new("handle", token.Start, EndOf(reading.Text, token.End), 0.95, "the name of an account"));
                }
            }
            else if (token.Kind == TokenKind.Word && Announced(reading, i) is { } span)
            {
                into.Add(new("handle", span.Start, span.End, 0.7, "the name of an account"));
            }
        }
    }

    // @7pm, @2130, @home: at a time, at a place.
    private static bool IsTimeOrPlace(ReadOnlySpan<char> name)
    {
        if (name.IndexOfAnyExcept('_') < 0)
        {
            return true;
        }

        var digits = 0;
        while (digits < name.Length && char.IsDigit(name[digits]))
        {
            digits++;
        }

        var rest = name[digits..];
        if (digits > 0 && (rest.Length == 0 || rest.ToString().ToLowerInvariant() is "am" or "pm" or "ish" or "hrs" or "h" or "hr" or "a" or "p" or "mg" or "ml" or "p" or "k" or "th" or "st" or "nd" or "rd" or "hours" or "mins" or "kg" or "l" or "degrees"))
        {
            return true;
        }

        return name.ToString().ToLowerInvariant() is "home" or "work" or "night" or "nights" or "the" or "uni" or "gym" or "lunch" or "lunchtime" or "midnight" or "noon" or "school" or "hospital" or "least" or "all" or "my" or "a" or "this" or "that" or "our" or "half" or "dinner" or "teatime";
    }

    // Names on some platforms have full stops in them: @elsie.hunt; and a server behind a second sign: @elsie@example.social.
    private static int EndOf(string text, int end)
    {
        while (end + 1 < text.Length && text[end] is '.' or '@' && IsPart(text[end + 1]) && (text[end] == '@' || char.IsAsciiLetterLower(text[end + 1]) || char.IsAsciiDigit(text[end + 1])))
        {
            end++;
            while (end < text.Length && IsPart(text[end]))
            {
                end++;
            }
        }

        return end;
    }

    private static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static (int Start, int End)? Announced(Reading reading, int at)
    {
        var text = reading.Text;
        var token = reading.Tokens[at];
        if (at == 0 || (token.Start > 0 && text[token.Start - 1] is '_' or '@' or '.'))
        {
            return null;
        }

        var before = at - 1;
        while (before > 0 && before > at - 3 && reading.Tokens[before].Folded is "is" or "name" or "username" or "handle" or "account" or "user" or "id" or "its" or "im" or "as")
        {
            before--;
        }

        if (reading.Tokens[before].Folded is not ("insta" or "instagram" or "ig" or "snap" or "snapchat" or "tiktok" or "twitter" or "username" or "handle" or "threads" or "bluesky" or "reddit" or "discord" or "telegram" or "onlyfans" or "u"))
        {
            return null;
        }

        var end = token.End;
        while (end + 1 < text.Length && (text[end] is '_' || (text[end] == '.' && char.IsLetterOrDigit(text[end + 1]))) && IsPart(text[end + 1]))
        {
            end++;
            while (end < text.Length && IsPart(text[end]))
            {
                end++;
            }
        }

        var name = text.AsSpan(token.Start, end - token.Start);
        var looksMade = name.Contains('_') || (name.IndexOfAnyInRange('0', '9') > 0 && char.IsLetter(name[0]));
        return looksMade ? (token.Start, end) : null;
    }
}
