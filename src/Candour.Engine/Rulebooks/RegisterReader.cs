using Candour.Engine.Procedures;

namespace Candour.Engine.Rulebooks;

/// <summary>Reads <c>registers.yaml</c> and <c>access.yaml</c> and says what is wrong in them.</summary>
internal sealed class RegisterReader(Rulebook rulebook)
{
    private static readonly string[] Relations = ["own", "reports", "line", "organisation"];

    private static readonly string[] KeptFrom = ["opened", "closed", "made"];

    public IReadOnlyList<Register> Registers(YamlItem file)
    {
        var registers = new List<Register>();
        foreach (var item in file.Only("registers").Get("registers")?.Items() ?? [])
        {
            item.Only("id", "title", "holds", "because", "origin", "source", "checked", "reading", "fields", "writes", "reads", "readsRestricted", "review", "keep");
            var register = new Register
            {
                Id = item.Need("id"),
                Title = item.Need("title"),
                Holds = item.Need("holds"),
                Because = item.Words("because"),
                Origin = ProcedureFolder.ReadOrigin(item),
                Fields = ProcedureFolder.ReadFields(item, "fields"),
                Writes = People(item, "writes"),
                Reads = People(item, "reads"),
                ReadsRestricted = People(item, "readsRestricted"),
                Review = item.Get("review") is { } review ? ReadReview(review) : null,
                Keep = item.Get("keep") is { } keep ? ReadKeeping(keep) : null,
            };
            Founded(item, register.Origin, register.Because, $"Register `{register.Id}`");
            RefuseTwice(item, "Register", register.Id, registers.Select(r => r.Id));
            if (register.Fields.Count == 0)
            {
                item.Note($"Register `{register.Id}` has no fields. Give `fields:` with the ids that fields of steps and questions have.");
            }

            registers.Add(register);
        }

        return registers;
    }

    public IReadOnlyList<MatterKind> Matters(YamlItem file)
    {
        var kinds = new List<MatterKind>();
        foreach (var item in file.Only("kinds").Get("kinds")?.Items() ?? [])
        {
            item.Only("id", "title", "who", "because", "origin", "source", "checked", "reading", "keep");
            var kind = new MatterKind
            {
                Id = item.OneOf("id", item.Need("id"), MatterVocabulary.All.Select(m => m.Name)),
                Title = item.Need("title"),
                Who = [.. (item.Get("who")?.Items() ?? []).Select(ReadAccess)],
                Because = item.Words("because"),
                Origin = ProcedureFolder.ReadOrigin(item),
                Keep = item.Get("keep") is { } keep ? ReadKeeping(keep) : null,
            };
            Founded(item, kind.Origin, kind.Because, $"Kind `{kind.Id}`");
            RefuseTwice(item, "Kind", kind.Id, kinds.Select(k => k.Id));
            if (kind.Who.Count == 0)
            {
                item.Note($"Nobody may see matters of kind `{kind.Id}`. Say who in `who:`, such as {{ relation: own }}.");
            }

            kinds.Add(kind);
        }

        return kinds;
    }

    private MatterAccess ReadAccess(YamlItem item)
    {
        var access = new MatterAccess(item.Only("role", "relation").Maybe("role"), item.OneOf("relation", item.Need("relation"), Relations));
        RefuseUnknownRole(item, "role", access.Role);
        if (access.Role is null && access.Relation is not "own")
        {
            item.Note($"Everybody would see it by the relation `{access.Relation}`. Name the `role:`.");
        }

        return access;
    }

    private RegisterReview ReadReview(YamlItem item)
    {
        item.Only("every", "by", "because", "origin", "source", "checked", "reading");
        var review = new RegisterReview(ProcedureFolder.ReadPeriod(item, "every", item.Need("every")), item.Need("by"), item.Words("because")) { Origin = ProcedureFolder.ReadOrigin(item) };
        RefuseUnknownRole(item, "by", review.By);
        Founded(item, review.Origin, review.Because, "The review");
        return review;
    }

    private Keeping ReadKeeping(YamlItem item)
    {
        item.Only("for", "from", "because", "origin", "source", "checked", "reading");
        var keeping = new Keeping(ProcedureFolder.ReadPeriod(item, "for", item.Need("for")), item.OneOf("from", item.Need("from"), KeptFrom), item.Words("because")) { Origin = ProcedureFolder.ReadOrigin(item) };
        Founded(item, keeping.Origin, keeping.Because, "The time of keeping");
        return keeping;
    }

    private IReadOnlyList<string> People(YamlItem item, string key)
    {
        var names = item.Words(key);
        foreach (var name in names)
        {
            RefuseUnknownRole(item, key, name);
        }

        return names;
    }

    private void RefuseUnknownRole(YamlItem item, string key, string? name) =>
        ProcedureCheck.RefuseUnknown(item, key, name ?? "", rulebook.Roles.SelectMany(r => new[] { r.Id, r.Is }).Concat(Roles.Named.Keys).Distinct(), "role", "Name it under `roles:` in rulebook.yaml");

    private void Founded(YamlItem item, Origin origin, IReadOnlyList<string> because, string what)
    {
        if (origin.Kind is "policy" && because.Count == 0)
        {
            item.Note($"{what} cites no clause. Give `because:`, or `origin: local` with a `reading:` where the policy prints nothing.");
        }

        if (origin.Kind is "local" && origin.Reading is null)
        {
            item.Note($"{what} is not in the policy. Say in `reading:` why it is here.");
        }

        RulebookFolder.RefuseUnknownClauses(item, because, rulebook.Clauses);
    }

    private static void RefuseTwice(YamlItem item, string what, string id, IEnumerable<string> before)
    {
        if (before.Contains(id))
        {
            item.Note($"{what} `{id}` stands in this file already. Give each an id of its own.");
        }
    }
}
