using Candour.Governance.Accounts;

namespace Candour.Web.Accounts;

/// <summary>A sign-in name and a password as somebody chose them.</summary>
internal static class NewPassword
{
    public static void Check(Dictionary<string, string> problems, string? name, string? password, string? again)
    {
        var trimmed = (name ?? "").Trim();
        if (trimmed.Length is < 3 or > Account.NameMaxLength || trimmed.Any(char.IsControl))
        {
            problems["name"] = $"Enter a sign-in name of 3 to {Account.NameMaxLength} characters";
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
