using Candour.Governance.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Candour.Web.Accounts;

/// <summary>
/// What a password may be. Source: NCSC, "Password policy: updating your approach", and OWASP ASVS 4.0.3 chapter 2.1, both checked 2026-11-30: length, no rules of composition, none of
/// those that everybody tries first.
/// </summary>
public sealed class Passwords : IPasswordValidator<Account>
{
    public const int Shortest = 12;

    public const int Longest = 128;

    /// <summary>What people read where they choose one.</summary>
    public const string Hint = "At least 12 characters. Three random words are good. Any characters may be used, spaces too.";

    private static readonly HashSet<string> Common = Read();

    /// <summary>What is wrong with a password, in words for whoever chose it; null when nothing is.</summary>
    public static string? Problem(string? password, string? signInName)
    {
        if (password is null || password.Length < Shortest)
        {
            return $"Enter a password of at least {Shortest} characters";
        }

        if (password.Length > Longest)
        {
            return $"Enter a password of at most {Longest} characters";
        }

        var letters = Letters(password);
        var name = Letters((signInName ?? "").Split('@')[0]);
        return letters.Distinct().Count() < 5 && password.Distinct().Count() < 6 ? "Enter a password of more different characters"
            : name.Length > 3 && letters.Contains(name, StringComparison.Ordinal) ? "Enter a password that does not hold your sign-in name"
            : IsCommon(password, letters) ? "Enter a password that is harder to guess: this one is among those tried first"
            : null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Task.FromResult(Problem(password, user.SignInName) is { } problem ? IdentityResult.Failed(new IdentityError { Code = "password", Description = problem }) : IdentityResult.Success);
    }

    // Common words with digits and signs around them, written twice, or with the usual signs for letters, are as common as they are.
    private static bool IsCommon(string password, string letters)
    {
        var lower = password.ToLowerInvariant();
        return IsMadeOfCommon(letters) || IsMadeOfCommon(string.Concat(lower.Where(char.IsAsciiLetter))) || IsRow(lower);
    }

    private static bool IsMadeOfCommon(string letters)
    {
        var rest = letters;
        while (rest.Length > 0 && Common.Where(w => rest.StartsWith(w, StringComparison.Ordinal)).MaxBy(w => w.Length) is { } word)
        {
            rest = rest[word.Length..];
        }

        return rest.Length == 0;
    }

    private static bool IsRow(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).ToArray();
        return steps.Count(s => s is 1 or -1 or 0) > steps.Length * 3 / 4;
    }

    private static string Letters(string text) => string.Concat(text.ToLowerInvariant().Select(c => c switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', '@' => 'a', '$' => 's', '!' => 'i', _ => c }).Where(char.IsAsciiLetter));

    private static HashSet<string> Read()
    {
        using var reader = new StreamReader(typeof(Passwords).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return [.. reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Letters).Where(w => w.Length > 2)];
    }
}
