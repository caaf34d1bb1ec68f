using System.Reflection;
using System.Text.Json;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Access;

public class AccessPolicyTests
{
    private static readonly string[] Kinds = ["concern", "incident"];

    private static readonly Candour.Engine.Rulebooks.Role[] Roles = [new("data-protection-officer", "Data protection officer", "information-governance"), new("guardian", "Guardian", "guardian")];

    private static readonly Gen<World> Worlds =
        from people in Gen.Int[2, 7]
        from managers in Gen.Int[-1, people - 1].Array[people]
        from roles in Gen.Int[0, Roles.Length].Array[people]
        from deputies in Gen.Select(Gen.Int[0, people - 1], Gen.Int[0, people - 1]).Array[0, 3]
        from matters in Gen.Select(Gen.Int[0, Kinds.Length - 1], Gen.Int[-1, people - 1], Gen.Int[0, people - 1].Array[0, 3], Gen.Int[0, people - 1].Array[0, 2]).Array[1, 6]
        from rules in Gen.Select(Gen.Int[0, Roles.Length], Gen.Int[0, Kinds.Length - 1], Gen.Enum<Relation>()).Array[0, 4]
        select new World(
            people,
            [.. managers.Select((m, i) => m < i ? m : -1)], // nobody is above themselves
            roles,
            [.. deputies.Where(d => d.Item1 != d.Item2).Distinct()],
            [.. matters.Select(m => new MatterPlan(m.Item1, m.Item2, [.. m.Item3.Distinct()], m.Item3.Length == 0 ? [] : [.. m.Item4.Except(m.Item3).Where(p => p != m.Item2).Distinct()]))],
            [.. rules.Select(r => new AccessRule("house", r.Item1 == 0 ? null : Roles[r.Item1 - 1].Is, Kinds[r.Item2], r.Item3))]);

    [Theory]
    [EachDatabase]
    public async Task Matters_OfGeneratedOrganisations_AreThoseThatTheRulesGive(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var n = 0;

        await Worlds.SampleAsync(async world =>
        {
            var built = await BuildAsync(house, $"world-{Interlocked.Increment(ref n)}", world);
            for (var viewer = 0; viewer < world.People; viewer++)
            {
                await using var db = house.Store.Read(Scope.Of(built.Organisation, built.People[viewer]));
                var seen = await new AccessPolicy(world.Rules).Matters(db, (await Viewer.LoadAsync(db, built.People[viewer], House.Today, House.Cancel))!).Select(m => m.Reference).ToListAsync(House.Cancel);

                var expected = world.Matters.Index().Where(m => MaySee(world, viewer, m.Item)).Select(m => built.Matters[m.Index]);
                Assert.Equal(expected.Order(Comparer<Reference>.Create((a, b) => string.CompareOrdinal(a.Text, b.Text))), seen.Order(Comparer<Reference>.Create((a, b) => string.CompareOrdinal(a.Text, b.Text))));
            }
        }, iter: 25, threads: 1);
    }

    [Theory]
    [EachDatabase]
    public async Task Read_ByThoseWhoMustNotKnow_HoldsNoTraceInAnyTable(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var n = 0;

        await Worlds.SampleAsync(async world =>
        {
            var built = await BuildAsync(house, $"world-{Interlocked.Increment(ref n)}", world);
            for (var viewer = 0; viewer < world.People; viewer++)
            {
                await using var db = house.Store.Read(Scope.Of(built.Organisation, built.People[viewer]));
                var everything = await EverythingAsync(db);
                foreach (var (index, matter) in world.Matters.Index())
                {
                    Assert.Equal(!Walled(matter).Contains(viewer), everything.Contains(built.Matters[index].Text, StringComparison.Ordinal));
                }

                Assert.Equal(world.Matters.Count(m => !Walled(m).Contains(viewer)), await db.Matters.CountAsync(House.Cancel));
            }
        }, iter: 10, threads: 1);
    }

    [Theory]
    [EachDatabase]
    public async Task Operations_ByWhoIsWalledOff_FindNothing(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var (named, friend, third) = (await house.PersonAsync(), await house.PersonAsync(), await house.PersonAsync());
        var matter = House.Good(await new OpenMatter(house.Operations).RunAsync(Scope.Of(House.Bellweather, third.Reference), new() { Policy = "house", Kind = "concern", Text = "a photograph of a ward round", Named = [named.Reference], Why = House.Why }, House.Cancel));
        var keep = new KeepFromMatter(house.Operations);
        var request = new KeepFromMatter.Request { Matter = matter.Reference, Person = friend.Reference, Because = named.Reference, Why = "they share a house" };

        House.Refused("wall.because", await keep.RunAsync(Scope.Of(House.Bellweather, third.Reference), request with { Because = friend.Reference }, House.Cancel));
        House.Refused("wall.own", await keep.RunAsync(Scope.Of(House.Bellweather, third.Reference), request with { Person = third.Reference }, House.Cancel));
        House.Good(await keep.RunAsync(Scope.Of(House.Bellweather, third.Reference), request, House.Cancel));
        House.Refused("wall.exists", await keep.RunAsync(Scope.Of(House.Bellweather, third.Reference), request, House.Cancel));

        // Word for word what somebody gets who asks for a matter that does not exist.
        var nothing = (await keep.RunAsync(Scope.Of(House.Bellweather, named.Reference), request with { Matter = Reference.New(), Person = third.Reference }, House.Cancel)).Error!;
        foreach (var walled in new[] { named, friend })
        {
            var refused = (await keep.RunAsync(Scope.Of(House.Bellweather, walled.Reference), request with { Person = third.Reference }, House.Cancel)).Error!;
            Assert.Equal((nothing.Code, nothing.Remedy), (refused.Code, refused.Remedy));
            Assert.Equal(nothing.Message.Length, refused.Message.Length);
        }
    }

    [Theory]
    [EachDatabase]
    public async Task Matters_AskedInAnothersScope_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var (one, other) = (await house.PersonAsync(), await house.PersonAsync());
        await using var db = house.Store.Read(Scope.Of(House.Bellweather, one.Reference));
        await using var system = house.Read(House.Bellweather);
        var viewer = (await Viewer.LoadAsync(db, other.Reference, House.Today, House.Cancel))!;

        Assert.Throws<InvalidOperationException>(() => new AccessPolicy([]).Matters(db, viewer));
        Assert.Throws<InvalidOperationException>(() => new AccessPolicy([]).Matters(system, viewer));
    }

    [Theory]
    [EachDatabase]
    public async Task Load_WhoDoesNotWorkHere_IsNobody(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var (leaver, stranger) = (await house.PersonAsync(), await house.PersonAsync(House.Wessmoor));
        House.Good(await new RecordLeaver(house.Operations).RunAsync(Scope.OfSystem(House.Bellweather, "tests"), new() { Person = leaver.Reference, LeftOn = House.Today.AddDays(-1), Why = House.Why }, House.Cancel));

        await using var db = house.Read(House.Bellweather);
        Assert.Null(await Viewer.LoadAsync(db, leaver.Reference, House.Today, House.Cancel));
        Assert.NotNull(await Viewer.LoadAsync(db, leaver.Reference, House.Today.AddDays(-1), House.Cancel));
        Assert.Null(await Viewer.LoadAsync(db, leaver.Reference, new(2019, 12, 31), House.Cancel));
        Assert.Null(await Viewer.LoadAsync(db, stranger.Reference, House.Today, House.Cancel));
        Assert.Null(await Viewer.LoadAsync(db, Reference.New(), House.Today, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Open_TextOrPersonMissing_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var open = new OpenMatter(house.Operations);
        var scope = Scope.OfSystem(House.Bellweather, "tests");

        House.Refused("matter.text", await open.RunAsync(scope, new() { Policy = "house", Kind = "concern", Text = " ", Why = House.Why }, House.Cancel));
        House.Refused("person.not-found", await open.RunAsync(scope, new() { Policy = "house", Kind = "concern", Text = "something", Named = [Reference.New()], Why = House.Why }, House.Cancel));
        await using var db = house.Read(House.Bellweather);
        Assert.Empty(await db.Matters.ToListAsync(House.Cancel));
    }

    private static HashSet<int> Walled(MatterPlan matter) => [.. matter.Named, .. matter.Kept];

    // The same rules once more, over plain lists.
    private static bool MaySee(World world, int viewer, MatterPlan matter)
    {
        if (Walled(matter).Contains(viewer))
        {
            return false;
        }

        bool Below(int person, int manager) => world.Managers[person] is var above and >= 0 && (above == manager || Below(above, manager));
        return world.Deputies.Where(d => d.Item1 == viewer).Select(d => d.Item2).Append(viewer).Where(p => p == viewer || !Walled(matter).Contains(p)).Any(self =>
            world.Rules.Where(r => r.Kind == Kinds[matter.Kind] && (r.Role is null || (world.Roles[self] > 0 && Roles[world.Roles[self] - 1].Is == r.Role))).Any(r => r.Relation switch
            {
                Relation.Organisation => true,
                Relation.Reports => matter.Named.Any(p => world.Managers[p] == self),
                Relation.Line => matter.Named.Any(p => Below(p, self)),
                Relation.Own => self == viewer && matter.Reporter == viewer,
                _ => false,
            }));
    }

    private static async Task<Built> BuildAsync(House house, string organisation, World world)
    {
        House.Good(await new RegisterOrganisation(house.Operations).RunAsync(House.Installation, new() { Id = organisation, Name = organisation, Why = House.Why }, House.Cancel));
        var scope = Scope.OfSystem(organisation, "tests");
        var rulebook = Rulebooks.Make(roles: Roles);
        House.Good(await new AdoptVersion(house.Operations).RunAsync(scope, new() { Rulebook = rulebook, From = new(2026, 1, 1), Why = House.Why }, House.Cancel));
        var people = new List<Person>();
        for (var i = 0; i < world.People; i++)
        {
            people.Add(await house.PersonAsync(organisation));
            if (world.Managers[i] >= 0)
            {
                await house.ManagerAsync(people[i], people[world.Managers[i]]);
            }

            if (world.Roles[i] > 0)
            {
                House.Good(await new GrantRole(house.Operations).RunAsync(scope, new() { Person = people[i].Reference, Rulebook = rulebook, Role = Roles[world.Roles[i] - 1].Id, From = House.Today, Why = House.Why }, House.Cancel));
            }
        }

        foreach (var (deputy, absent) in world.Deputies)
        {
            House.Good(await new AppointDeputy(house.Operations).RunAsync(scope, new() { Person = people[deputy].Reference, For = people[absent].Reference, From = House.Today, Until = House.Today, Why = House.Why }, House.Cancel));
        }

        var matters = new List<Reference>();
        foreach (var plan in world.Matters)
        {
            var by = plan.Reporter < 0 ? scope : Scope.Of(organisation, people[plan.Reporter].Reference);
            var matter = House.Good(await new OpenMatter(house.Operations).RunAsync(by, new() { Policy = "house", Kind = Kinds[plan.Kind], Text = "something was seen", Named = [.. plan.Named.Select(p => people[p].Reference)], Why = House.Why }, House.Cancel));
            foreach (var kept in plan.Kept)
            {
                House.Good(await new KeepFromMatter(house.Operations).RunAsync(scope, new() { Matter = matter.Reference, Person = people[kept].Reference, Because = people[plan.Named[0]].Reference, Why = House.Why }, House.Cancel));
            }

            matters.Add(matter.Reference);
        }

        return new(organisation, [.. people.Select(p => p.Reference)], matters);
    }

    // Every row of every table that the assembly's users can reach, a table added later too.
    private static async Task<string> EverythingAsync(GovernanceContext db)
    {
        var text = "";
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => t.IsVisible))
        {
            var rows = (Task<string>)typeof(AccessPolicyTests).GetMethod(nameof(RowsAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(table).Invoke(null, [db])!;
            text += await rows;
        }

        return text;
    }

    private static async Task<string> RowsAsync<T>(GovernanceContext db) where T : class => JsonSerializer.Serialize(await db.Set<T>().ToListAsync(House.Cancel));

    internal sealed record World(int People, int[] Managers, int[] Roles, (int, int)[] Deputies, MatterPlan[] Matters, AccessRule[] Rules);

    internal sealed record MatterPlan(int Kind, int Reporter, int[] Named, int[] Kept);

    private sealed record Built(string Organisation, List<Reference> People, List<Reference> Matters);
}
