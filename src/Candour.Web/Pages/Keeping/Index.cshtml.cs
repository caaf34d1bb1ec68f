using Candour.Engine.Rulebooks;
using Candour.Governance.Requests;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Keeping;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>What is due for disposal, by kind of record, and what is held.</summary>
public sealed class KeepingModel(CurrentPerson current, KeepingDesk desk, RequestDesk requests) : PageModel
{
    private static readonly Dictionary<string, string> Said = new() { ["held"] = "The hold is on. It keeps the matter from disposal until somebody lifts it.", ["lifted"] = "The hold is lifted." };

    /// <summary>Me.</summary>
    public CurrentPerson Current => current;

    /// <summary>What was just done.</summary>
    public string? Done => Said.GetValueOrDefault(Request.Query["done"].ToString());

    /// <summary>Kinds with what is due.</summary>
    public IReadOnlyList<KeptKind> Kinds { get; private set; } = [];

    /// <summary>Holds that have not been lifted.</summary>
    public IReadOnlyList<HoldView> Holds { get; private set; } = [];

    /// <summary>Requests for data.</summary>
    public IReadOnlyList<(Reference Case, string Name, DataReply Reply)> Requests { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Kinds = await desk.KindsAsync(current, cancel);
        Holds = await desk.HoldsAsync(current, null, cancel);
        Requests = await requests.ListAsync(current, cancel);
    }

    /// <summary>Where the period comes from, for people.</summary>
    public static string Source(KeptKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return kind.Kind.Keep is not { } keep ? "no period is set, so it is never due"
            : keep.Origin.Kind switch { "policy" => "the policy says so", "law" => $"law: {keep.Origin.Source}", _ => $"not in the policy: {keep.Origin.Reading}" };
    }

    /// <summary>The clauses behind it.</summary>
    public static Clause[] Clauses(KeptKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return [.. (kind.Kind.Keep?.Because ?? []).Select(id => kind.Rulebook.Clauses.FirstOrDefault(c => c.Id == id)).OfType<Clause>()];
    }
}
