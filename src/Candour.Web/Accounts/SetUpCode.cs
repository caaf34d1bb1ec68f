using Candour.Governance.Accounts;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Accounts;

/// <summary>What the first administrator must know: printed on the server's console at start while there is no account, and kept nowhere.</summary>
internal sealed class SetUpCode(Store store, TimeProvider clock)
{
    private readonly string _text = Secrets.ToType(5);

    /// <summary>Whether nobody has an account here yet that they can use or finish.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        await using var db = store.Read(Scope.OfInstallation("first-run"));
        return !await db.Accounts.AnyAsync(a => a.HasSecondFactor || a.EnrolBy > now, cancel);
    }

    public bool IsRight(string? typed) => Secrets.Hash(Secrets.Typed(typed)) == Secrets.Hash(Secrets.Typed(_text));

    /// <summary>Says it where only who runs the server reads it: not in a log, which may go elsewhere.</summary>
    public async Task TellAsync(TextWriter console, CancellationToken cancel)
    {
        if (await IsOpenAsync(cancel))
        {
            await console.WriteLineAsync($"Nobody can sign in yet. Open /first-run in a browser and type this code: {_text}");
        }
    }
}
