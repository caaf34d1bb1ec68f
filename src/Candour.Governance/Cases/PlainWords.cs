using System.Text.RegularExpressions;

namespace Candour.Governance.Cases;

/// <summary>Text fields take words. A picture pasted as text is a picture all the same, and is refused everywhere.</summary>
internal static partial class PlainWords
{
    /// <returns><c>note.data</c>, or null for plain words.</returns>
    public static Error? Refuse(string text) => Data().IsMatch(text)
        ? new("note.data", "The text holds a picture or a file, pasted as text.", "Describe it in words. Do not copy or send a picture that may show abuse: leave it where it is and call 101.")
        : null;

    // A data address, or a long run of base64 such as a file turned into text.
    [GeneratedRegex(@"data\s*:\s*[\w.+-]+/[\w.+-]+\s*[;,]|[A-Za-z0-9+/]{200,}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Data();
}
