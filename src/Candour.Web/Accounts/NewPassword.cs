using Candour.Governance.Accounts;

namespace Candour.Web.Accounts;

/// <summary>A sign-in name and a password as somebody chose them.</summary>
internal static class NewPassword
{
    // Letters of other alphabets look like these, and a name that looks like somebody else's is taken for theirs.
    private const string Signs = "._-+'@";

    public static void Check(Dictionary<string, string> problems, string? name, string? password, string? again)
    {
        var trimmed = (name ?? "").Trim();
        if (trimmed.Length is < 3 or > Account.NameMaxLength)
        {
            problems["name"] = $"Enter a sign-in name of 3 to {Account.NameMaxLength} characters";
        }
        else if (!trimmed.All(c => char.IsAsciiLetterOrDigit(c) || Signs.Contains(c, StringComparison.Ordinal)))
        {
            problems["name"] = "Enter a sign-in name of letters from a to z, digits and the signs . _ - + ' @ only";
        }

        if (Passwords.Problem(password, trimmed) is { } problem)
        {
            problems["password"] = problem;
        }
        else if (password != again)
        {
            problems["again"] = "The two passwords differ. Enter the same one twice";
        }
    }
}
