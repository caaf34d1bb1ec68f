using Candour.Governance.Accounts;

namespace Candour.Web.Accounts;

/// <summary>
/// Codes of an authenticator app, and what passkeys signed, are good once. The newest are remembered with the account, as many as are good at the same time: the framework takes the codes of five half
/// minutes. Of two who use the same at once, the account's edition lets one through.
/// </summary>
internal static class SpentOnce
{
    private const int Remembered = 5;

    // Five of them fit where one whole hash did; a code has 20 bits anyway.
    private const int Signs = 12;

    public static bool IsSpent(Account account, string word) => (account.LastCode ?? "").Split(' ').Any(h => h.StartsWith(Mark(word), StringComparison.Ordinal));

    public static void Spend(Account account, string word) =>
        account.LastCode = string.Join(' ', (account.LastCode ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(h => h[..Signs]).Prepend(Mark(word)).Take(Remembered));

    private static string Mark(string word) => Secrets.Hash(word)[..Signs];
}
