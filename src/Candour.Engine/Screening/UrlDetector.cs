namespace Candour.Engine.Screening;

/// <summary>Finds web addresses: links, bare ones (<c>example.org/page</c>) and read-aloud ones (<c>example dot co dot uk</c>).</summary>
public sealed class UrlDetector : IDetector
{
    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        var tokens = reading.Tokens;
        var mail = Taken.By(into, except: false, "email");
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Link)
            {
                into.Add(new("url", tokens[i].Start, tokens[i].End, 0.99, "a web address"));
            }
            else if (tokens[i].Kind is TokenKind.Word or TokenKind.Number && Bare(reading, i) is { } end)
            {
                if (!mail.Overlaps(tokens[i].Start, end))
                {
                    into.Add(new("url", tokens[i].Start, end, 0.9, "a web address"));
                }

                while (i + 1 < tokens.Count && tokens[i + 1].Start < end)
                {
                    i++;
                }
            }
        }
    }

    private static int? Bare(Reading reading, int first)
    {
        var tokens = reading.Tokens;
        var text = reading.Text;
        var start = tokens[first].Start;
        if (start > 0 && text[start - 1] is '@' or '.' or '-' or '_' or '/' or '＠' || tokens[first].InHashtag)
        {
            return null;
        }

        var last = first;
        var spoken = false;
        while (last + 1 < tokens.Count && last - first < 16)
        {
            if (reading.GapAfter(last) is "." or "-" && tokens[last + 1].Kind is TokenKind.Word or TokenKind.Number)
            {
                last++;
            }
            else if (tokens[last + 1].Folded == "dot" && last + 2 < tokens.Count && tokens[last + 2].Kind == TokenKind.Word && !reading.Lexemes[last].Is(Cue.Common))
            {
                last += 2;
                spoken = true;
            }
            else
            {
                break;
            }
        }

        var hasPath = false;
        while (last > first)
        {
            hasPath = tokens[last].End + 1 < text.Length && text[tokens[last].End] == '/' && char.IsLetterOrDigit(text[tokens[last].End + 1]);
            if (Ends(reading, first, last, hasPath) && (reading.GapAfter(last - 1) is "." || tokens[last - 1].Folded == "dot"))
            {
                break;
            }

            last--;
        }

        if (last <= first || (tokens[last].End < text.Length && text[tokens[last].End] is '@' or '_'))
        {
            return null;
        }

        var end = tokens[last].End;
        if (!hasPath)
        {
            return !spoken || last > first ? end : null;
        }

        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '<' or '>' or ')' or ']'))
        {
            end++;
        }

        while (text[end - 1] is '.' or ',' or '!' or '?' or ';' or ':' or '\'')
        {
            end--;
        }

        return end;
    }

    // Without a path only endings that no run-on sentence has: "finished.it was" is no address.
    private static bool Ends(Reading reading, int first, int last, bool hasPath)
    {
        var word = reading.Tokens[last].Folded;
        if (reading.Tokens[last].Kind != TokenKind.Word || !Domains.IsTop(word) || (last == first + 1 && word is "uk" && reading.Tokens[first].Folded is "co" or "org"))
        {
            return false;
        }

        if (word is "com" or "org" or "net" or "uk" or "edu" or "gov" or "example" or "test" or "scot" or "wales" or "cymru" or "ie" or "eu" or "info" or "ly" or "gl" or "tv" or "gg")
        {
            return word is not "test" || hasPath || last > first + 1;
        }

        return hasPath && !reading.Lexemes[last].Is(Cue.Common) && reading.GapAfter(last - 1) is ".";
    }
}
