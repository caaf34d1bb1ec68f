using Candour.Engine.Screening.Names;

namespace Candour.Engine.Screening;

/// <summary>Names of people, places and organisations, by a trained model (<c>models/name-tagger.md</c> tells what it learnt from).</summary>
public sealed class NameTagger : IDetector
{
    /// <summary>The kind of a person's name.</summary>
    public const string Person = "person-name";

    /// <summary>The kind of a place.</summary>
    public const string Place = "place";

    /// <summary>The kind of an organisation.</summary>
    public const string Organisation = "organisation";

    // In units of the model. A name is worth more when the post names it surely elsewhere; a person is sooner taken for one than missed.
    private const int EchoBonus = 36;
    private const int SureMargin = 48;
    private const int LongestEcho = 2000;

    /// <summary>How much sooner than the model says a person's name is reported, in its units: a missed patient costs more than a marked celebrity.</summary>
    public const int DefaultLean = 12;

    // Longer texts are read in pieces, so that memory does not grow with them.
    private const int LongestPiece = 20_000;

    [ThreadStatic]
    private static Work? _work;

    private readonly NameModel _model;
    private readonly int _lean;

    private NameTagger(NameModel model, int lean)
    {
        _model = model;
        _lean = lean;
    }

    /// <summary>Reads a model file; under 25 ms for one of 8 MB.</summary>
    /// <param name="stream">From its first byte; it stays open.</param>
    public static NameTagger Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new(NameModel.Read(stream), DefaultLean);
    }

    /// <summary>A tagger over a model in memory, for training and measuring.</summary>
    /// <param name="model">The model.</param>
    /// <param name="lean">How much sooner a person's name is reported, in units of the model.</param>
    public static NameTagger Over(NameModel model, int lean = DefaultLean) => new(model, lean);

    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(into);
        var text = reading.Text;
        var start = 0;
        while (text.Length - start > LongestPiece)
        {
            // Cut at the last sentence of the piece, or at a space.
            var piece = text.AsSpan(start, LongestPiece);
            var cut = piece.LastIndexOfAny('\n', '.', '!') + 1;
            cut = cut > LongestPiece / 2 ? cut : piece.LastIndexOf(' ');
            cut = cut > LongestPiece / 2 ? cut : LongestPiece;
            FindIn(text.Substring(start, cut), start, into);
            start += cut;
        }

        FindIn(start == 0 ? text : text[start..], start, into);
    }

    private void FindIn(string text, int offset, List<Finding> into)
    {
        var work = _work ??= new();
        work.Features.Prepare(text, _model.Lexicon);
        var n = work.Features.Tokens.Count;
        if (n == 0)
        {
            return;
        }

        work.Grow(n);
        Span<ulong> features = stackalloc ulong[NameFeatures.Most];
        for (var i = 0; i < n; i++)
        {
            var count = work.Features.Write(i, features);
            var row = work.Scores.AsSpan(i * NameModel.Tags, NameModel.Tags);
            _model.Sum(features[..count], row);
            row[(int)NameTag.BeginPerson] += _lean;
        }

        var found = Best(work, n);
        if (found && Echo(work, n))
        {
            Best(work, n);
        }

        if (found)
        {
            Report(work, n, text, offset, into);
        }
    }

    // The best path through the tags; true where it holds a name.
    private bool Best(Work work, int n)
    {
        const int T = NameModel.Tags;
        var steps = _model.Steps;
        var ahead = work.Ahead;
        var scores = work.Scores;
        for (var tag = 0; tag < T; tag++)
        {
            ahead[tag] = scores[tag] + steps[(T * T) + tag];
        }

        for (var i = 1; i < n; i++)
        {
            var before = ahead.AsSpan((i - 1) * T, T);
            for (var tag = 0; tag < T; tag++)
            {
                var best = before[0] + steps[tag];
                byte from = 0;
                for (byte f = 1; f < T; f++)
                {
                    var score = before[f] + steps[(f * T) + tag];
                    if (score > best)
                    {
                        best = score;
                        from = f;
                    }
                }

                ahead[(i * T) + tag] = best + scores[(i * T) + tag];
                work.From[(i * T) + tag] = from;
            }
        }

        var last = 0;
        for (var tag = 1; tag < T; tag++)
        {
            if (ahead[((n - 1) * T) + tag] > ahead[((n - 1) * T) + last])
            {
                last = tag;
            }
        }

        var any = false;
        for (var i = n - 1; i >= 0; i--)
        {
            work.Path[i] = (NameTag)last;
            any |= last != 0;
            last = work.From[(i * T) + last];
        }

        return any;
    }

    // How much worse the post would score if this token were no name.
    private int Margin(Work work, int n, int at)
    {
        const int T = NameModel.Tags;
        if (!work.HasBehind)
        {
            var steps = _model.Steps;
            work.Behind.AsSpan((n - 1) * T, T).Clear();
            for (var i = n - 2; i >= 0; i--)
            {
                for (var tag = 0; tag < T; tag++)
                {
                    var best = NameModel.Never * 2;
                    for (var to = 0; to < T; to++)
                    {
                        best = Math.Max(best, steps[(tag * T) + to] + work.Scores[((i + 1) * T) + to] + work.Behind[((i + 1) * T) + to]);
                    }

                    work.Behind[(i * T) + tag] = best;
                }
            }

            work.HasBehind = true;
        }

        int Through(int tag) => work.Ahead[(at * T) + tag] + work.Behind[(at * T) + tag];
        return Through((int)work.Path[at]) - Through((int)NameTag.Outside);
    }

    // Words that are surely part of a person's name in one place are likelier to be so in another.
    private bool Echo(Work work, int n)
    {
        var changed = false;

        // A long piece names people too often for the pairs to be tried.
        for (var i = 0; i < n && n <= LongestEcho; i++)
        {
            if (work.Path[i] is not (NameTag.BeginPerson or NameTag.InPerson) || work.Features.Tokens[i] is not { Shape: NameShape.Capital or NameShape.Lower or NameShape.Mixed or NameShape.Upper } token
                || token.Folded.Length < 3)
            {
                continue;
            }

            for (var j = 0; j < n; j++)
            {
                if (work.Path[j] == NameTag.Outside && work.Features.Word(j) == work.Features.Word(i) && Margin(work, n, i) >= SureMargin)
                {
                    work.Scores[(j * NameModel.Tags) + (int)NameTag.BeginPerson] += EchoBonus;
                    changed = true;
                }
            }
        }

        work.HasBehind = false;
        return changed;
    }

    private void Report(Work work, int n, string text, int offset, List<Finding> into)
    {
        work.HasBehind = false;
        for (var i = 0; i < n; i++)
        {
            var tag = work.Path[i];
            if (tag is not (NameTag.BeginPerson or NameTag.BeginPlace or NameTag.BeginOrganisation))
            {
                continue;
            }

            var last = i;
            while (last + 1 < n && work.Path[last + 1] == tag + 1)
            {
                last++;
            }

            var tokens = work.Features.Tokens;
            if (tokens[i].Shape is NameShape.Handle or NameShape.Link or NameShape.Symbol && last == i)
            {
                continue;
            }

            // Half at the edge, nearer to one the clearer it is.
            var margin = Math.Max(0, Margin(work, n, i));
            var score = Math.Round(0.5 + (0.5 * margin / (margin + (2.0 * NameModel.Unit))), 2);
            var (kind, what) = tag switch
            {
                NameTag.BeginPerson => (Person, "looks like the name of a person"),
                NameTag.BeginPlace => (Place, "looks like the name of a place"),
                _ => (Organisation, "looks like the name of an organisation"),
            };
            var start = tokens[i].Start;
            var end = tokens[last].End;
            into.Add(new(kind, offset + start, offset + end, score, $"“{text[start..end]}” {what}"));
            i = last;
        }
    }

    /// <summary>Room for one post; one for each thread.</summary>
    private sealed class Work
    {
        public NameFeatures Features { get; } = new();

        public int[] Scores { get; private set; } = [];

        public int[] Ahead { get; private set; } = [];

        public int[] Behind { get; private set; } = [];

        public byte[] From { get; private set; } = [];

        public NameTag[] Path { get; private set; } = [];

        public bool HasBehind { get; set; }

        public void Grow(int n)
        {
            HasBehind = false;
            if (Path.Length >= n)
            {
                return;
            }

            var size = Math.Max(n, 256);
            Scores = new int[size * NameModel.Tags];
            Ahead = new int[size * NameModel.Tags];
            Behind = new int[size * NameModel.Tags];
            From = new byte[size * NameModel.Tags];
            Path = new NameTag[size];
        }
    }
}
