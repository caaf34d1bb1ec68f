using Candour.Governance.Accounts;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Checking;
using Candour.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>The first organisation and its first administrator. Gone as soon as there is an account.</summary>
public sealed class FirstRunModel(IServiceProvider services, CheckDesk desk, CheckSettings settings, Store store, TimeProvider clock) : FormPage
{
    private static readonly Scope Part = Scope.OfInstallation("first-run");

    private const string Why = "The installation is set up.";

    private readonly SetUpCode _code = services.GetRequiredService<SetUpCode>();

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? OrganisationName { get; set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? OrganisationId { get; set; }

    /// <summary>What was chosen.</summary>
    [BindProperty]
    public string? Policy { get; set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? PersonName { get; set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? StaffNumber { get; set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>What can be run.</summary>
    public IReadOnlyList<ChoiceItem> Policies => [.. desk.Current.Select(e => new ChoiceItem { Value = e.Id, Text = $"{e.Title}, version {e.Version} ({settings.NameOf(e)})" })];

    /// <summary>The form, while nobody has an account.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await IsOpenAsync(cancel) ? Page() : NotFound();

    /// <summary>Registers the organisation and makes its administrator.</summary>
    public async Task<IActionResult> OnPostAsync(string? code, string? password, string? again, CancellationToken cancel)
    {
        if (!await IsOpenAsync(cancel))
        {
            return NotFound();
        }

        if (!_code.IsRight(code))
        {
            Problems["code"] = "Enter the set-up code as the server's console shows it";
        }

        var rulebook = desk.Find(Policy);
        if (rulebook is null)
        {
            Problems["policy"] = "Choose a policy";
        }

        NewPassword.Check(Problems, Name, password, again);
        if (Problems.Count > 0)
        {
            return Page();
        }

        // Each step that was done stays done; the form sent again goes on where it stopped.
        var id = (OrganisationId ?? "").Trim();
        var scope = Scope.OfSystem(id, "first-run");
        var registered = await services.GetRequiredService<RegisterOrganisation>().RunAsync(Part, new() { Id = id, Name = OrganisationName ?? "", Why = Why }, cancel);
        if (registered.Error is { Code: not "organisation.exists" } error)
        {
            Blame(error.Code is "organisation.name" ? "organisationName" : "organisationId", error);
            return Page();
        }

        var adopted = await services.GetRequiredService<AdoptVersion>().RunAsync(scope, new() { Rulebook = rulebook!, From = rulebook!.InForce, Why = Why }, cancel);
        if (adopted.Error is { Code: not "adoption.exists" } notAdopted)
        {
            Blame("policy", notAdopted);
            return Page();
        }

        var (person, refused) = await PersonAsync(scope, cancel);
        if (refused is not null)
        {
            Blame(refused.Code is "person.name" ? "personName" : "staffNumber", refused);
            return Page();
        }

        var factors = services.GetRequiredService<FactorDesk>();
        var account = factors.Make(Name!, password!);
        var opened = await services.GetRequiredService<OpenAccount>().RunAsync(Scope.OfAccount(account.Reference), new() { Account = account, At = id, Person = person!.Reference, Why = Why }, cancel);
        if (opened.Failed(out var notOpened, out _))
        {
            Blame("name", notOpened);
            return Page();
        }

        services.GetRequiredService<PendingSteps>().Save(HttpContext, new(PendingStep.SetUp, account.Reference.Text, account.SecurityStamp));
        return LocalRedirect("/enrol/second");
    }

    private async Task<(Person? Person, Governance.Error? Error)> PersonAsync(Scope scope, CancellationToken cancel)
    {
        var number = (StaffNumber ?? "").Trim();
        var today = clock.Today();
        var added = await services.GetRequiredService<AddPerson>().RunAsync(scope, new() { StaffNumber = number, Name = PersonName ?? "", JoinedOn = today, Why = Why }, cancel);
        if (added.Error is { Code: not "person.exists" } error)
        {
            return (null, error);
        }

        await using var db = store.Read(scope);
        var person = await db.People.SingleAsync(p => p.StaffNumber == number, cancel);
        var granted = await services.GetRequiredService<GrantRole>().RunAsync(scope, new() { Person = person.Reference, Rulebook = null, Role = OwnRole.Administrator, From = today, Why = Why }, cancel);
        return granted.Error is { Code: not "role.held" } refused ? (null, refused) : (person, null);
    }

    private async Task<bool> IsOpenAsync(CancellationToken cancel) => services.GetService<Demo.DemoSeed>() is null && await _code.IsOpenAsync(cancel);
}
