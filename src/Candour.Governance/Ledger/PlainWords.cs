using System.Text.RegularExpressions;

namespace Candour.Governance.Ledger;

/// <summary>Text fields take words. A picture pasted as text is a picture all the same, and is refused everywhere.</summary>
internal static partial class PlainWords
{
    // As many changes between small letters, capitals and digits within words, and one such in ten signs: no language is written so, and files as text are.
    private const int Changes = 150;

    private const int SignsAChange = 10;

    // A rule of dashes is long too.
    private const int DifferentSigns = 12;

    /// <returns><c>note.data</c>, or null for plain words.</returns>
    public static Error? Refuse(string text) => Address().IsMatch(text) || Run().IsMatch(text) || Slug().Matches(text).Any(IsMixed) || Lines().Matches(text).Any(IsMixed) || IsCode(text)
        ? new("note.data", "The text holds a picture or a file, pasted as text.", "Describe it in words. Do not copy or send a picture that may show abuse: leave it where it is and call 101.")
        : null;

    // Whatever it is cut into: base64, base32, hexadecimal.
    private static bool IsCode(string text)
    {
        if (text.Length < Changes)
        {
            return false;
        }

        var words = Link().Replace(text, " ");
        var changes = words.Zip(words.Skip(1)).Count(p => char.IsAsciiLetterOrDigit(p.First) && char.IsAsciiLetterOrDigit(p.Second) && Kind(p.First) != Kind(p.Second) && !(char.IsAsciiLetterUpper(p.First) && char.IsAsciiLetterLower(p.Second)));
        return changes >= Changes && changes * SignsAChange >= words.Length;
    }

    private static int Kind(char sign) => char.IsAsciiDigit(sign) ? 0 : char.IsAsciiLetterUpper(sign) ? 1 : 2;

    private static bool IsMixed(Match match) => match.Value.Distinct().Count() >= DifferentSigns;

    [GeneratedRegex(@"data\s*:\s*([\w.+-]+/[\w.+-]+\s*[;,]|[^,\n]{0,100};\s*base64\s*,)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"[A-Za-z0-9+/]{200,}", RegexOptions.NonBacktracking)]
    private static partial Regex Run();

    // Base64 as addresses have it.
    [GeneratedRegex(@"[A-Za-z0-9_-]{200,}", RegexOptions.NonBacktracking)]
    private static partial Regex Slug();

    // As mail and command lines break it.
    [GeneratedRegex(@"([A-Za-z0-9+/=_-]{40,}[\s>|]+){2,}[A-Za-z0-9+/=_-]{4,}", RegexOptions.NonBacktracking)]
    private static partial Regex Lines();

    // Links hold long codes, and a case names many of them.
    [GeneratedRegex(@"https?://\S{1,300}", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
