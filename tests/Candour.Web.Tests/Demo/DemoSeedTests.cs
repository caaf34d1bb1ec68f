using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Checking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Candour.Web.Tests.Demo;

/// <summary>The invented workforce covers what a policy needs.</summary>
public sealed class DemoSeedTests(DemoSite demo)
{
    // What is no work for anybody of the organisation: people who come for care, outsiders, and what a placement says already.
    private static readonly string[] NoKeyRole = ["patient", "carer", "visitor", "public", "outside", "employee", "bank", "agency", "locum", "contractor", "seconded", "student", "volunteer", "honorary", "support-unit", "partner", "former", "work-experience"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("lindenmouth", "las")]
    [InlineData("quillham", "lpt")]
    [InlineData("marram-bay", "clatterbridge")]
    [InlineData("tallowfield", "south-tyneside")]
    [InlineData("fellgate", "cumbria")]
    [InlineData("harrowmere", "cumbria")]
    public async Task Seed_HasSomebodyForEveryKeyRole_AndALineOfThreeLevels(string organisation, string policy)
    {
        var services = demo.Site.Services;
        var rulebook = services.GetRequiredService<CheckDesk>().Find(policy)!;
        await using var db = services.GetRequiredService<Store>().Read(Scope.OfSystem(organisation, "tests"));
        var today = services.GetRequiredService<TimeProvider>().Today();
        var held = await db.RoleGrants.On(today).Select(g => g.Role).Distinct().ToListAsync(Cancel);

        Assert.Empty(rulebook.Roles.Where(r => !NoKeyRole.Contains(r.Is)).ExceptBy(held, r => r.Id).Select(r => $"{r.Id} ({r.Is})"));
        Assert.Contains(OwnRole.Administrator, held);
        Assert.Contains(OwnRole.Auditor, held);
        Assert.NotEmpty(await db.Deputies.On(today).ToListAsync(Cancel));
        var deepest = 0;
        foreach (var person in await db.People.Select(p => p.Reference).ToListAsync(Cancel))
        {
            deepest = Math.Max(deepest, (await db.AboveAsync(person, today, Cancel)).Count);
        }

        Assert.True(deepest >= 3, $"The longest line has {deepest} managers.");
    }
}
