namespace Candour.Engine.Screening.Names;

/// <summary>What is known of a word or phrase: which lists it stands in. A bit each; part of the form of the model file.</summary>
[Flags]
public enum NameLists : uint
{
    /// <summary>In none.</summary>
    None = 0,

    /// <summary><c>first-names</c>.</summary>
    First = 1 << 0,

    /// <summary><c>surnames</c>.</summary>
    Last = 1 << 1,

    /// <summary><c>first-names-abroad</c>.</summary>
    FirstAbroad = 1 << 2,

    /// <summary><c>surnames-abroad</c>.</summary>
    LastAbroad = 1 << 3,

    /// <summary><c>uk-places</c>.</summary>
    Place = 1 << 4,

    /// <summary><c>world-places</c>.</summary>
    PlaceAbroad = 1 << 5,

    /// <summary><c>countries-and-regions</c>.</summary>
    Country = 1 << 6,

    /// <summary><c>uk-hospitals</c>.</summary>
    Hospital = 1 << 7,

    /// <summary><c>eponyms</c>.</summary>
    Eponym = 1 << 8,

    /// <summary><c>names-of-other-things</c>.</summary>
    OtherThing = 1 << 9,

    /// <summary><c>drugs</c>.</summary>
    Drug = 1 << 10,

    /// <summary><c>teams</c>.</summary>
    Team = 1 << 11,

    /// <summary><c>works</c>.</summary>
    Work = 1 << 12,

    /// <summary><c>organisations</c>.</summary>
    Organisation = 1 << 13,

    /// <summary><c>title-words</c>.</summary>
    Title = 1 << 14,

    /// <summary><c>kin-words</c>.</summary>
    Kin = 1 << 15,

    /// <summary><c>place-words</c>.</summary>
    PlaceWord = 1 << 16,

    /// <summary><c>organisation-words</c>.</summary>
    OrganisationWord = 1 << 17,

    /// <summary><c>not-names</c>.</summary>
    NotName = 1 << 18,

    /// <summary><c>names-that-are-words</c>.</summary>
    AlsoWord = 1 << 19,

    /// <summary><c>english-words</c>.</summary>
    English = 1 << 20,

    /// <summary>A phrase of some list begins with this word.</summary>
    Begins = 1U << 31,
}

/// <summary>Word lists and word clusters in one table: a look-up a word.</summary>
public sealed class NameLexicon
{
    private const int WordBits = 18;
    private const int PhraseBits = 15;

    private readonly ushort[] _checks = new ushort[1 << WordBits];
    private readonly uint[] _lists = new uint[1 << WordBits];
    private readonly byte[] _coarse = new byte[1 << WordBits];
    private readonly ushort[] _fine = new ushort[1 << WordBits];
    private readonly ulong[] _phrases = new ulong[1 << PhraseBits];
    private readonly uint[] _phraseLists = new uint[1 << PhraseBits];

    /// <summary>Reads it from a model file.</summary>
    /// <param name="stream">At the right place.</param>
    public static NameLexicon Read(Stream stream)
    {
        var made = new NameLexicon();
        ModelBytes.Read(stream, made._checks);
        ModelBytes.Read(stream, made._lists);
        ModelBytes.Read(stream, made._coarse);
        ModelBytes.Read(stream, made._fine);
        ModelBytes.Read(stream, made._phrases);
        ModelBytes.Read(stream, made._phraseLists);
        return made;
    }

    /// <summary>Writes it to a model file.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream)
    {
        ModelBytes.Write(stream, _checks);
        ModelBytes.Write(stream, _lists);
        ModelBytes.Write(stream, _coarse);
        ModelBytes.Write(stream, _fine);
        ModelBytes.Write(stream, _phrases);
        ModelBytes.Write(stream, _phraseLists);
    }

    /// <summary>Adds an entry of a list.</summary>
    /// <param name="list">Which.</param>
    /// <param name="entry">One or more words.</param>
    public void Add(NameLists list, string entry)
    {
        var tokens = new List<NameToken>();
        NameToken.Cut(entry, tokens);
        if (tokens.Count == 0)
        {
            return;
        }

        if (tokens.Count == 1)
        {
            _lists[Slot(NameHash.Of(tokens[0].Folded))] |= (uint)list;
            return;
        }

        _lists[Slot(NameHash.Of(tokens[0].Folded))] |= (uint)NameLists.Begins;
        var h = 0UL;
        for (var i = 0; i < tokens.Count; i++)
        {
            h = NameHash.Join(h, NameHash.Of(tokens[i].Folded));
            var at = PhraseSlot(h);
            _phrases[at] = h;
            _phraseLists[at] |= i == tokens.Count - 1 ? (uint)list : 0;
        }
    }

    /// <summary>Sets the clusters of a word.</summary>
    /// <param name="word">Folded.</param>
    /// <param name="coarse">Of 100, from 1; 0 is none.</param>
    /// <param name="fine">Of 500, from 1.</param>
    public void SetClusters(string word, byte coarse, ushort fine)
    {
        var at = Slot(NameHash.Of(word));
        _coarse[at] = coarse;
        _fine[at] = fine;
    }

    /// <summary>What is known of a word.</summary>
    /// <param name="hash">Of the folded word.</param>
    /// <param name="coarse">Its cluster of 100, or 0.</param>
    /// <param name="fine">Its cluster of 500, or 0.</param>
    public NameLists Look(ulong hash, out byte coarse, out ushort fine)
    {
        var (at, check) = Place(hash);
        while (_checks[at] != 0)
        {
            if (_checks[at] == check)
            {
                coarse = _coarse[at];
                fine = _fine[at];
                return (NameLists)_lists[at];
            }

            at = (at + 1) & ((1 << WordBits) - 1);
        }

        coarse = 0;
        fine = 0;
        return NameLists.None;
    }

    /// <summary>The longest phrase of two or more words that begins with a token.</summary>
    /// <param name="hashes">Of the tokens from there on.</param>
    /// <param name="lists">In which lists it stands.</param>
    /// <returns>How many tokens; 0 for none.</returns>
    public int Phrase(ReadOnlySpan<ulong> hashes, out NameLists lists)
    {
        lists = NameLists.None;
        var longest = 0;
        var h = 0UL;
        for (var i = 0; i < hashes.Length && i < 12; i++)
        {
            h = NameHash.Join(h, hashes[i]);
            var at = PhraseSlot(h);
            if (_phrases[at] != h)
            {
                break;
            }

            if (_phraseLists[at] != 0)
            {
                longest = i + 1;
                lists = (NameLists)_phraseLists[at];
            }
        }

        return longest;
    }

    private static (int At, ushort Check) Place(ulong hash)
    {
        var check = (ushort)(hash >> 48);
        return ((int)(hash & ((1 << WordBits) - 1)), check == 0 ? (ushort)1 : check);
    }

    private int Slot(ulong hash)
    {
        var (at, check) = Place(hash);
        while (_checks[at] != 0 && _checks[at] != check)
        {
            at = (at + 1) & ((1 << WordBits) - 1);
        }

        _checks[at] = check;
        return at;
    }

    private int PhraseSlot(ulong hash)
    {
        var at = (int)(hash & ((1 << PhraseBits) - 1));
        while (_phrases[at] != 0 && _phrases[at] != hash)
        {
            at = (at + 1) & ((1 << PhraseBits) - 1);
        }

        return at;
    }
}
