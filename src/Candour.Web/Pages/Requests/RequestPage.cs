using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Keeping;

namespace Candour.Web.Pages;

/// <summary>A page of one request for data. Whoever may not see it gets what anybody gets for one that there is not; a look is recorded before anything is shown.</summary>
public abstract class RequestPage(CurrentPerson current, RequestDesk desk, Store store, RecordLook look, TimeProvider clock) : FormPage
{
    /// <summary>The request.</summary>
    public RequestView View { get; private set; } = null!;

    /// <summary>Who looks.</summary>
    protected CurrentPerson Current { get; } = current;

    /// <summary>The request's address.</summary>
    public string Href => $"/requests/{View.Case.Matter}";

    /// <summary>Now.</summary>
    protected DateTimeOffset Now { get; } = clock.Now();

    /// <summary>Finds it, and records the look.</summary>
    protected async Task<bool> FindAsync(string reference, CancellationToken cancel)
    {
        if (await desk.FindAsync(Current, reference, cancel) is not { } view)
        {
            return false;
        }

        View = view;
        if (!await LookedAsync(view.Case.Matter, cancel))
        {
            await look.RunAsync(Current.Scope, view.Case.Matter, "They answer the request for data.", cancel);
        }

        return true;
    }

    /// <summary>Whether a look of theirs today is on record.</summary>
    protected async Task<bool> LookedAsync(Reference matter, CancellationToken cancel)
    {
        await using var db = store.Read(Current.Scope);
        return await RecordLook.IsRecordedAsync(db, matter, Now, cancel);
    }
}
