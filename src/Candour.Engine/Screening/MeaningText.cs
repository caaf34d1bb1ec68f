using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Candour.Engine.Screening;

/// <summary>A text as the readers of meaning see it, in training and in use.</summary>
public sealed partial class MeaningText
{
    private readonly Dictionary<string, string> _emoji;

    private MeaningText(Dictionary<string, string> emoji) => _emoji = emoji;

    /// <summary>Loads the words that stand for emoji.</summary>
    /// <param name="folder">Holds emoji-words.json.</param>
    public static MeaningText Load(string folder)
    {
        using var emoji = File.OpenRead(Path.Combine(folder, "emoji-words.json"));
        return new(JsonSerializer.Deserialize(emoji, EngineJson.Default.DictionaryStringString)!);
    }

    /// <summary>Links to <c>link</c>, handles to <c>@user</c>, emoji to words, white space to single spaces.</summary>
    /// <param name="text">Any text.</param>
    /// <remarks>Every vector of <c>models/close-reader.vectors.jsonl</c> must come out to the letter.</remarks>
    public string Prepare(string text)
    {
        var plain = Handles().Replace(Links().Replace(text, "link"), "@user");
        var result = new StringBuilder(plain.Length + 16);
        string? last = null;
        for (var i = 0; i < plain.Length; i++)
        {
            var rune = char.IsHighSurrogate(plain[i]) && i + 1 < plain.Length && char.IsLowSurrogate(plain[i + 1])
                ? char.ConvertToUtf32(plain[i], plain[++i]) : plain[i];
            if (IsRegional(rune))
            {
                i += 2;
                rune = 0x1F3F4; // a pair of regional letters
                Emit("flag");
                continue;
            }

            if (_emoji.TryGetValue(rune.ToString("X", CultureInfo.InvariantCulture).ToLowerInvariant(), out var words)
                || _emoji.TryGetValue(rune.ToString("X", CultureInfo.InvariantCulture), out words))
            {
                if (words.Length > 0)
                {
                    Emit(words);
                }

                continue;
            }

            last = null;
            result.Append(rune switch
            {
                '‘' or '’' or 'ʼ' => "'",
                '“' or '”' => "\"",
                _ => char.ConvertFromUtf32(rune is >= 0xD800 and <= 0xDFFF ? 0xFFFD : rune),
            });
        }

        return Repeats().Replace(Spaces().Replace(result.ToString(), " ").Trim(), "$1");

        void Emit(string words)
        {
            if (words != last)
            {
                result.Append(' ').Append(words).Append(' ');
            }

            last = words;
        }
    }

    private static bool IsRegional(int rune) => rune is >= 0x1F1E6 and <= 0x1F1FF;

    [GeneratedRegex(@"(?:https?://|www\.|t\.co/)\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<![\w.@])@ ?\w+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Handles();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\b(link|@user)(?: \1)+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Repeats();
}
