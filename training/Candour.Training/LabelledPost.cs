using System.Text;
using System.Text.Json;

namespace Candour.Training;

/// <summary>A piece of a post: plain, or marked with a label such as <c>PERSON</c>.</summary>
/// <param name="Text">The words.</param>
/// <param name="Label">Null for plain text.</param>
public readonly record struct Piece(string Text, string? Label);

/// <summary>A place in a text that looks like a name and is none.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Why">Its kind, such as <c>eponym</c>.</param>
/// <param name="Fair">Labels that are right there all the same.</param>
public sealed record NearMiss(int Start, int End, string Why, IReadOnlyList<string> Fair);

/// <summary>A post with its names marked.</summary>
/// <param name="Id">Its id in its set.</param>
/// <param name="Source">Which set.</param>
/// <param name="Family">The template family, or the id: what must stay on one side of a split.</param>
/// <param name="Pieces">The text in order.</param>
public sealed record LabelledPost(string Id, string Source, string Family, IReadOnlyList<Piece> Pieces)
{
    /// <summary>Near-misses, where the set marks them.</summary>
    public IReadOnlyList<NearMiss> Near { get; init; } = [];

    /// <summary>The whole text.</summary>
    public string Text { get; } = string.Concat(Pieces.Select(static piece => piece.Text));

    /// <summary>The marked places.</summary>
    public IEnumerable<(int Start, int End, string Label)> Spans
    {
        get
        {
            var at = 0;
            foreach (var piece in Pieces)
            {
                if (piece.Label is not null)
                {
                    yield return (at, at + piece.Text.Length, piece.Label);
                }

                at += piece.Text.Length;
            }
        }
    }

    /// <summary>Reads a set in the form of one JSON object a line with <c>spans</c>.</summary>
    /// <param name="file">Its path.</param>
    public static IEnumerable<LabelledPost> ReadSpans(string file)
    {
        foreach (var line in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            var text = row.GetProperty("text").GetString()!;
            var pieces = new List<Piece>();
            var at = 0;
            foreach (var span in row.GetProperty("spans").EnumerateArray().OrderBy(static s => s.GetProperty("start").GetInt32()))
            {
                var (start, end) = (span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32());
                if (start < at)
                {
                    continue;
                }

                Plain(pieces, text[at..start]);
                pieces.Add(new(text[start..end], span.GetProperty("label").GetString()));
                at = end;
            }

            Plain(pieces, text[at..]);
            var id = row.GetProperty("id").GetString()!;
            yield return new(id, row.GetProperty("source").GetString()!, row.TryGetProperty("family", out var family) ? family.GetString()! : id, pieces)
            {
                Near = row.TryGetProperty("near", out var near)
                    ? [.. near.EnumerateArray().Select(static n => new NearMiss(n.GetProperty("start").GetInt32(), n.GetProperty("end").GetInt32(), n.GetProperty("why").GetString()!, [.. n.GetProperty("ok").EnumerateArray().Select(static o => o.GetString()!)]))]
                    : [],
            };
        }
    }

    /// <summary>Reads a file of our own corpus, where names are marked in the text: <c>[[PERSON:Maureen]]</c>.</summary>
    /// <param name="file">Its path.</param>
    public static IEnumerable<LabelledPost> ReadMarked(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            using var json = JsonDocument.Parse(line);
            yield return OfMarked($"{name}-{number}", "corpus", json.RootElement.GetProperty("text").GetString()!);
        }
    }

    /// <summary>Makes a post of a text with marks.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="source">Its source.</param>
    /// <param name="marked">The text with marks.</param>
    public static LabelledPost OfMarked(string id, string source, string marked)
    {
        var pieces = new List<Piece>();
        var at = 0;
        while (at < marked.Length)
        {
            var open = marked.IndexOf("[[", at, StringComparison.Ordinal);
            var colon = open < 0 ? -1 : marked.IndexOf(':', open);
            var close = colon < 0 ? -1 : marked.IndexOf("]]", colon, StringComparison.Ordinal);
            if (close < 0)
            {
                break;
            }

            Plain(pieces, marked[at..open]);
            pieces.Add(new(marked[(colon + 1)..close], marked[(open + 2)..colon]));
            at = close + 2;
        }

        Plain(pieces, marked[at..]);
        return new(id, source, id, pieces);
    }

    /// <summary>The text with marks.</summary>
    public override string ToString()
    {
        var made = new StringBuilder();
        foreach (var piece in Pieces)
        {
            made.Append(piece.Label is null ? piece.Text : $"[[{piece.Label}:{piece.Text}]]");
        }

        return made.ToString();
    }

    private static void Plain(List<Piece> pieces, string text)
    {
        if (text.Length > 0)
        {
            pieces.Add(new(text, null));
        }
    }
}
