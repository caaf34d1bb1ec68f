using Candour.Engine.Decisions;

namespace Candour.Engine.Screening;

/// <summary>Compares the name of an account with the writer's own name.</summary>
internal static class ProfileNames
{
    /// <summary>A finding when the account shares no word of three letters or more with the writer's name.</summary>
    public static Finding? Pseudonym(Draft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.AccountName) || string.IsNullOrWhiteSpace(draft.OwnName))
        {
            return null;
        }

        // A name given in the biography is a real name, whatever the account is called.
        var own = Words(draft.OwnName);
        var bio = Words(draft.Bio ?? "").ToHashSet();
        if (own.Count(bio.Contains) >= Math.Min(2, own.Length))
        {
            return null;
        }

        var account = string.Concat(Reading.Of(draft.AccountName.TrimStart('@')).Tokens.Select(t => t.Folded));
        var shared = own.Any(w => account.Contains(w, StringComparison.Ordinal));
        return shared ? null : new("pseudonym", 0, draft.AccountName.Length, 0.9, "the account's name shares no word with the writer's own name") { Part = DraftPart.AccountName };
    }

    private static string[] Words(string name) => [.. Reading.Of(name).Tokens.Select(t => t.Folded).Where(w => w.Length >= 3)];
}
