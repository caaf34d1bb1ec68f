using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Candour.Governance.Storage;

/// <summary>What people quote on the phone, such as <c>K7QX-3MPD</c>. Random: a gap in a sequence would betray what is hidden.</summary>
/// <param name="Text">Eight signs and a hyphen.</param>
public readonly record struct Reference(string Text)
{
    public const int Length = 9;

    // No vowels, so that no word comes about; nothing that looks like another sign.
    private const string Signs = "23456789BCDFGHJKMNPQRSTVWXYZ";

    public static Reference New()
    {
        var signs = RandomNumberGenerator.GetItems<char>(Signs, Length - 1).AsSpan();
        return new($"{signs[..4]}-{signs[4..]}");
    }

    /// <summary>Reads what a person typed: small letters, spaces and a missing hyphen do not matter.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Reference reference)
    {
        reference = default;
        Span<char> signs = stackalloc char[Length - 1];
        var n = 0;
        foreach (var c in text ?? "")
        {
            if (c is ' ' or '-')
            {
                continue;
            }

            var upper = char.ToUpperInvariant(c);
            if (n == signs.Length || !Signs.Contains(upper, StringComparison.Ordinal))
            {
                return false;
            }

            signs[n++] = upper;
        }

        if (n < signs.Length)
        {
            return false;
        }

        reference = new($"{signs[..4]}-{signs[4..]}");
        return true;
    }

    public override string ToString() => Text;
}
