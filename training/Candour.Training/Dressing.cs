using Candour.Engine.Screening.Names;

namespace Candour.Training;

/// <summary>Dresses a post differently each time it is seen: other names, small letters, capitals, typing mistakes.</summary>
/// <param name="lists">Where other names come from.</param>
public sealed class Dressing(NameWordLists lists)
{
    private readonly string[] _first = [.. lists.Of(NameLists.First).Where(static n => !n.Contains(' ', StringComparison.Ordinal))];
    private readonly string[] _last = [.. lists.Of(NameLists.Last)];
    private readonly string[] _firstAbroad = [.. lists.Of(NameLists.FirstAbroad)];
    private readonly string[] _lastAbroad = [.. lists.Of(NameLists.LastAbroad)];
    private readonly string[] _places = [.. lists.Of(NameLists.Place)];
    private readonly HashSet<string> _isFirst = [.. lists.Of(NameLists.First), .. lists.Of(NameLists.FirstAbroad)];
    private readonly HashSet<string> _isLast = [.. lists.Of(NameLists.Last), .. lists.Of(NameLists.LastAbroad)];
    private readonly HashSet<string> _isPlace = [.. lists.Of(NameLists.Place)];

    /// <summary>The post, perhaps in other clothes.</summary>
    /// <param name="post">As written.</param>
    /// <param name="dice">Chance.</param>
    public LabelledPost Dress(LabelledPost post, Dice dice)
    {
        var pieces = post.Pieces;
        if (dice.Thousandths(post.Source is "btc" or "wnut17" or "tweebank" ? 100 : 450))
        {
            pieces = [.. pieces.Select(piece => Swap(piece, dice))];
        }

        var chance = dice.Below(1000);
        if (chance < 130)
        {
            pieces = [.. pieces.Select(static piece => piece with { Text = piece.Text.ToLowerInvariant() })];
        }
        else if (chance < 180)
        {
            pieces = [.. pieces.Select(static piece => piece with { Text = piece.Text.ToUpperInvariant() })];
        }
        else if (chance < 220)
        {
            // Only the names in small letters, as people type them in haste.
            pieces = [.. pieces.Select(static piece => piece.Label is "PERSON" or "LOCATION" or "ORG" ? piece with { Text = piece.Text.ToLowerInvariant() } : piece)];
        }

        if (dice.Thousandths(120))
        {
            pieces = [.. pieces.Select(piece => piece with { Text = Mistype(piece.Text, dice) })];
        }

        return ReferenceEquals(pieces, post.Pieces) ? post : new(post.Id, post.Source, post.Family, pieces);
    }

    private Piece Swap(Piece piece, Dice dice)
    {
        if (piece.Label == "PERSON")
        {
            var words = piece.Text.Split(' ');
            for (var i = 0; i < words.Length; i++)
            {
                var low = words[i].ToLowerInvariant();
                var (first, last) = (_isFirst.Contains(low), _isLast.Contains(low));
                if (!first && !last)
                {
                    continue;
                }

                var asFirst = first && (i == 0 || !last);
                words[i] = Like(words[i], asFirst ? dice.Pick(dice.Thousandths(120) ? _firstAbroad : _first) : dice.Pick(dice.Thousandths(120) ? _lastAbroad : _last));
            }

            return piece with { Text = string.Join(' ', words) };
        }

        return piece.Label == "LOCATION" && _isPlace.Contains(piece.Text.ToLowerInvariant()) ? piece with { Text = Like(piece.Text, dice.Pick(_places)) } : piece;
    }

    // The new word in the letter case of the old.
    private static string Like(string old, string made)
    {
        if (old.Length > 1 && !old.Any(char.IsLower))
        {
            return made.ToUpperInvariant();
        }

        if (!old.Any(char.IsUpper))
        {
            return made;
        }

        return Capitals(made);
    }

    /// <summary>A name from a list with the capitals that people give it.</summary>
    /// <param name="made">In small letters.</param>
    public static string Capitals(string made)
    {
        var letters = made.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (i == 0 || letters[i - 1] is ' ' or '-' || (letters[i - 1] == '\'' && i == 2))
            {
                letters[i] = char.ToUpperInvariant(letters[i]);
            }
        }

        if (made.StartsWith("mc", StringComparison.Ordinal) && made.Length > 4)
        {
            letters[2] = char.ToUpperInvariant(letters[2]);
        }

        var text = new string(letters);
        return text.Replace("-On-", "-on-", StringComparison.Ordinal).Replace(" On ", " on ", StringComparison.Ordinal).Replace("-The-", "-the-", StringComparison.Ordinal)
            .Replace("-Y-", "-y-", StringComparison.Ordinal).Replace("-Le-", "-le-", StringComparison.Ordinal).Replace("-In-", "-in-", StringComparison.Ordinal);
    }

    private static string Mistype(string text, Dice dice)
    {
        var letters = text.ToCharArray().ToList();
        for (var i = 1; i < letters.Count - 1; i++)
        {
            if (!char.IsAsciiLetter(letters[i - 1]) || !char.IsAsciiLetter(letters[i]) || !char.IsAsciiLetter(letters[i + 1]) || !dice.Thousandths(25))
            {
                continue;
            }

            switch (dice.Below(3))
            {
                case 0:
                    (letters[i], letters[i + 1]) = (letters[i + 1], letters[i]);
                    break;
                case 1:
                    letters.RemoveAt(i);
                    break;
                default:
                    letters.Insert(i, letters[i]);
                    i++;
                    break;
            }
        }

        return new string([.. letters]);
    }
}
