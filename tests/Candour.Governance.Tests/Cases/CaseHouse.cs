using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Engine.Time;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Cases;

/// <summary>A house with an invented policy that has procedures, and a few people in a line: director, lead, nurse; and a guardian.</summary>
internal sealed class CaseHouse : IAsyncDisposable
{
    public static readonly Rulebook Policy = Rulebooks.Make(id: "steps", roles:
    [
        new("guardian", "Guardian", "safeguarding"), new("security", "Security", "security"), new("director", "Director", "board"), new("line-manager", "Line manager", "manager"), new("police", "Police", "outside"),
    ]) with
    {
        Settings = [new("write-within", "5 working days", "The policy prints no time.")],
        Procedures =
        [
            new()
            {
                Id = "filming", Title = "Somebody films", Kind = "recording", Audience = "staff", Because = [], Situations = ["somebody films"],
                Questions = [new("serious", "Is it serious?", new Dictionary<string, string> { ["yes"] = "Yes", ["no"] = "No" })],
                Steps =
                [
                    new() { Id = "tell", Kind = StepKind.Tell, Act = "tell", Say = "Tell security.", To = ["security"], Fields = [new("belief", "Why?", "text") { Required = true }], Records = ["recordings"], Due = new(Period.Parse("at once")!, Due.Start, []) },
                    new() { Id = "serious", Kind = StepKind.Choose, Asks = "serious", Say = "Is it serious?", Who = "security", With = ["guardian"], Reason = true },
                    new() { Id = "manager", Kind = StepKind.Do, Act = "review", Say = "Speak with them.", Who = "line-manager", Should = true, Due = new(Period.Parse("3 working days")!, "serious", []) },
                    new() { Id = "write", Kind = StepKind.Record, Act = "write-down", Say = "Write down what was done.", Fields = [new("outcome", "What?", "text")], Due = new(Period.Parse("5 working days")!, Due.Start, []) { Origin = new("local"), Setting = "write-within", MayStop = true, MayExtend = true, ExtendAtMost = Period.Parse("10 working days") } },
                    new() { Id = "end", Kind = StepKind.End, Say = "It is dealt with." },
                ],
            },
            new()
            {
                Id = "abuse", Title = "An image of abuse", Kind = "abuse-image", Audience = "everyone", Because = [], Situations = ["an image of abuse"], Forbidden = [new("copy-image", "Never copy it.", [], [])],
                Steps = [new() { Id = "call", Kind = StepKind.Tell, Act = "call-police", Say = "Call 101.", To = ["police"] }, new() { Id = "end", Kind = StepKind.End, Say = "The police have it." }],
            },
        ],
        Registers = [new() { Id = "recordings", Title = "Recordings", Holds = "each", Fields = [new("belief", "Why", "text"), new("outcome", "What was done", "text") { Restricted = true }], Writes = ["security"], Reads = ["director"], ReadsRestricted = ["security"] }],
    };

    public static readonly AccessPolicy Access = new([new("steps", null, "recording", Relation.Own), new("steps", "guardian", "recording", Relation.Organisation), new("steps", null, "recording", Relation.Reports), new("steps", null, "abuse-image", Relation.Own)]);

    private CaseHouse(House house) => House = house;

    public House House { get; }

    public RulebookShelf Shelf { get; } = new((id, version) => id == Policy.Id && version == Policy.Version ? Policy : null);

    public Person Director { get; private set; } = null!;

    public Person Lead { get; private set; } = null!;

    public Person Nurse { get; private set; } = null!;

    public Person Guardian { get; private set; } = null!;

    public Person Guard { get; private set; } = null!;

    public Person Colleague { get; private set; } = null!;

    public static async Task<CaseHouse> BuildAsync(Database database)
    {
        var house = await House.BuildAsync(database);
        var system = Scope.OfSystem(House.Bellweather, "tests");
        House.Good(await new AdoptVersion(house.Operations).RunAsync(system, new() { Rulebook = Policy, From = new(2026, 1, 1), Why = House.Why }, House.Cancel));
        var built = new CaseHouse(house)
        {
            Director = await house.PersonAsync(name: "Dilys Director"), Lead = await house.PersonAsync(name: "Leila Lead"), Nurse = await house.PersonAsync(name: "Nia Nurse"),
            Guardian = await house.PersonAsync(name: "Gwen Guardian"), Guard = await house.PersonAsync(name: "Sami Security"), Colleague = await house.PersonAsync(name: "Cole League"),
        };
        await house.ManagerAsync(built.Nurse, built.Lead);
        await house.ManagerAsync(built.Colleague, built.Lead);
        await house.ManagerAsync(built.Lead, built.Director);
        await house.ManagerAsync(built.Guard, built.Director);
        foreach (var (person, role) in new[] { (built.Guardian, "guardian"), (built.Guard, "security"), (built.Director, "director") })
        {
            House.Good(await new GrantRole(house.Operations).RunAsync(system, new() { Person = person.Reference, Rulebook = Policy, Role = role, From = House.Today, Why = House.Why }, House.Cancel));
        }

        return built;
    }

    /// <summary>Over a house that has these people already.</summary>
    public static async Task<CaseHouse> OfAsync(House house)
    {
        await using var db = house.Read(House.Bellweather);
        var people = await db.People.ToDictionaryAsync(p => p.Name, House.Cancel);
        return new(house)
        {
            Director = people["Dilys Director"], Lead = people["Leila Lead"], Nurse = people["Nia Nurse"],
            Guardian = people["Gwen Guardian"], Guard = people["Sami Security"], Colleague = people["Cole League"],
        };
    }

    public static Scope As(Person person) => Scope.Of(person.Organisation, person.Reference);

    public Task<Result<Case>> TryOpenAsync(Person by, string procedure = "filming", bool? manager = false, string text = "Somebody filmed in the lounge.", params CasePart[] people) =>
        new OpenCase(House.Operations).RunAsync(As(by), new() { Rulebook = Policy, Procedure = procedure, Text = text, ManagerImplicated = manager, People = people }, House.Cancel);

    public async Task<Reference> OpenAsync(Person by, string procedure = "filming", bool? manager = false, params CasePart[] people) => House.Good(await TryOpenAsync(by, procedure, manager, people: people)).Matter;

    public Task<Result<Case>> AnswerAsync(Person by, Reference matter, StepAnswer answer) => new AnswerStep(House.Operations, Access, Shelf).RunAsync(As(by), new() { Case = matter, Answer = answer }, House.Cancel);

    public static StepAnswer Told => StepAnswer.Of("tell") with { Fields = new Dictionary<string, FieldValue> { ["belief"] = FieldValue.Of("a flash in the corridor") } };

    public async Task<List<WorkItem>> WorkAsync(Person person)
    {
        await using var db = House.Store.Read(As(person));
        return await MyWork.OpenAsync(db, (await Viewer.LoadAsync(db, person.Reference, House.Today, House.Cancel))!, 0, House.Cancel);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
