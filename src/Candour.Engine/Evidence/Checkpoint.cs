using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Candour.Engine.Evidence;

/// <summary>
/// What a ledger was at one size: origin, number of entries, root, and which of them had been erased. Its text is C2SP's tlog-checkpoint, so that
/// witnesses who know nothing of Candour can co-sign it. What is erased stands in one extension line, <c>candour-erased/1 COUNT HASH</c>,
/// and only when something is: fixed in length, and the list itself follows from the erasure entries of the ledger (<see cref="ErasedList"/>).
/// Source: https://c2sp.org/tlog-checkpoint. Checked on 2026-11-30 in a stored copy.
/// </summary>
/// <param name="Origin">The ledger's name, the same for its whole life; the first line.</param>
/// <param name="Size">How many entries it had.</param>
/// <param name="Root">The root of the tree over them.</param>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    private const string ErasedWord = "candour-erased/1 ";

    /// <summary>How many entries had been erased.</summary>
    public long ErasedCount { get; init; }

    /// <summary>The hash of the list of erased entries; zero bytes when there were none.</summary>
    public Digest Erased { get; init; }

    /// <summary>Extension lines of others, in order. Not understood, kept as they are.</summary>
    public IReadOnlyList<string> OtherLines { get; init; } = [];

    /// <summary>The checkpoint of a ledger as it is now.</summary>
    /// <param name="origin">The ledger's name.</param>
    /// <param name="tree">Its tree.</param>
    /// <param name="erased">What the erasure entries in the tree name.</param>
    /// <returns>The checkpoint, to be signed with <see cref="Sign"/>.</returns>
    public static Checkpoint Of(string origin, MerkleTree tree, ErasedList erased)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(erased);
        return new(origin, tree.Size, tree.Root) { ErasedCount = erased.Count, Erased = erased.Hash };
    }

    /// <summary>Reads the text of a note.</summary>
    /// <param name="text">The text, without signatures.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="problem">What is wrong with it, as a sentence.</param>
    /// <returns>Whether it is a checkpoint.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        checkpoint = null;
        var lines = text.EndsWith('\n') ? text[..^1].Split('\n') : [];
        if (lines.Length < 3 || lines.Any(l => l.Length == 0))
        {
            problem = "A checkpoint has at least three lines and none that is empty: origin, size, root.";
            return false;
        }

        if (!TrySize(lines[1], out var size))
        {
            problem = $"The second line of a checkpoint is its size in plain digits, and is `{lines[1]}`.";
            return false;
        }

        if (!Digest.TryParseBase64(lines[2], out var root))
        {
            problem = $"The third line of a checkpoint is its root, 32 bytes in base 64, and is `{lines[2]}`.";
            return false;
        }

        var read = new Checkpoint(lines[0], size, root) { OtherLines = [.. lines.Skip(3).Where(l => !l.StartsWith(ErasedWord, StringComparison.Ordinal))] };
        var erasedLines = lines.Skip(3).Where(l => l.StartsWith(ErasedWord, StringComparison.Ordinal)).ToArray();
        if (erasedLines.Length > 0)
        {
            if (erasedLines.Length > 1 || erasedLines[0][ErasedWord.Length..].Split(' ') is not [var count, var hash] || !TrySize(count, out var erased) || erased == 0 || !Digest.TryParseBase64(hash, out var list))
            {
                problem = $"The line of erased entries should be one, written {ErasedWord}COUNT HASH, and is `{erasedLines[^1]}`.";
                return false;
            }

            read = read with { ErasedCount = erased, Erased = list };
        }

        (checkpoint, problem) = (read, null);
        return true;
    }

    /// <summary>The text that is signed.</summary>
    /// <returns>Lines, each ending in a newline.</returns>
    /// <exception cref="InvalidOperationException">The origin or a line cannot stand in a checkpoint.</exception>
    public string ToText()
    {
        string[] erased = ErasedCount == 0 ? [] : [$"{ErasedWord}{ErasedCount.ToString(CultureInfo.InvariantCulture)} {Erased.ToBase64()}"];
        string[] lines = [Origin, Size.ToString(CultureInfo.InvariantCulture), Root.ToBase64(), .. erased, .. OtherLines];
        return lines.Any(l => l.Length == 0 || l.Any(char.IsControl))
            ? throw new InvalidOperationException("A line of a checkpoint is empty or has a control character.")
            : string.Join('\n', lines) + '\n';
    }

    /// <summary>Signs the checkpoint.</summary>
    /// <param name="keys">The ledger's key; during a change of keys the old and the new one.</param>
    /// <returns>The note.</returns>
    public SignedNote Sign(params ReadOnlySpan<SigningKey> keys) => SignedNote.Sign(ToText(), keys);

    private static bool TrySize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && (text.Length == 1 || text[0] != '0');
}
