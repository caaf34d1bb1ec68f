using System.Security.Cryptography;
using System.Text;

namespace Candour.Governance.Accounts;

/// <summary>Random words that are given away once and kept as hashes only. They are long enough that a plain hash cannot be turned back.</summary>
public static class Secrets
{
    // No vowels, so that no word comes about; nothing that looks like another sign.
    private const string Signs = "23456789BCDFGHJKMNPQRSTVWXYZ";

    /// <summary>Groups of four signs to type, such as <c>K7QX-3MPD-WR4T-9BNC</c>: 19 bits a group.</summary>
    public static string ToType(int groups) => string.Join('-', Enumerable.Range(0, groups).Select(_ => new string(RandomNumberGenerator.GetItems<char>(Signs, 4))));

    /// <summary>For programs: 256 bits in base64url.</summary>
    public static string ForPrograms() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>What somebody typed, without what does not matter: small letters, spaces, hyphens.</summary>
    public static string Typed(string? text) => string.Concat((text ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
