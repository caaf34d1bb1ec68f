using Candour.Engine.Procedures;
using Candour.Governance.Background;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Mail;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Governance.Tests.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Candour.Governance.Tests.Mail;

public class TaskLettersTests
{
    [Theory]
    [EachDatabase]
    public async Task TaskForARole_IsToldToEachHolderWhoMayKnow_WithReferenceAndLinkOnly(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        await using var office = PostOffice.Open();
        office.TurnsAway = 1;
        await WithEmailAsync(house);
        var second = await house.House.PersonAsync(name: "Second Security");
        await EmailAsync(house, second, "second.security@example.org");
        House.Good(await new GrantRole(house.House.Operations).RunAsync(Scope.OfSystem(House.Bellweather, "tests"), new() { Person = second.Reference, Rulebook = CaseHouse.Policy, Role = "security", From = House.Today, Why = House.Why }, House.Cancel));

        // One of the two who hold the role is part of the matter.
        var matter = await house.OpenAsync(house.Nurse, people: new CasePart(Part.Implicated, second.Reference, null));
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        using var host = await HostAsync(house, office);
        foreach (var (message, _) in house.House.Sent.All.Where(m => m.At is null))
        {
            await SendAsync(host, message);
        }

        await UntilAsync(() => office.Letters.Count >= 3);
        await Task.Delay(500, House.Cancel);

        Assert.DoesNotContain(office.Letters, l => l.To.ToString().Contains("second", StringComparison.Ordinal));
        Assert.Contains(office.Letters, l => l.To.ToString() == "sami.security@example.org");
        Assert.Contains(office.Letters, l => l.To.ToString() == "gwen.guardian@example.org");
        string[] secrets = ["filmed", "lounge", "flash", matter.Text, "Nia", "Nurse", "Second", "recording", "filming"];
        Assert.All(office.Letters, l =>
        {
            Assert.Contains("https://candour.example.org/work", l.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain(secrets, s => l.ToString().Contains(s, StringComparison.OrdinalIgnoreCase));
        });
        await using var db = house.House.Read(House.Bellweather);
        await UntilAsync(() => db.Entries.Count(e => e.What == "task-mail-sent") == office.Letters.Count);
        Assert.All(await db.Entries.Where(e => e.What.StartsWith("task-mail")).ToListAsync(House.Cancel), e => Assert.Equal(matter.Text, e.Subject)); // walled with the matter
    }

    [Fact]
    public async Task Task_DoneMeanwhile_IsNotToldAndReminderNeither()
    {
        await using var house = await CaseHouse.BuildAsync(Database.Sqlite);
        await using var office = PostOffice.Open();
        await WithEmailAsync(house);
        var matter = await house.OpenAsync(house.Nurse);
        var task = (await house.WorkAsync(house.Nurse))[0].Task.Reference;
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        var open = (await house.WorkAsync(house.Guardian))[0].Task.Reference;
        using var host = await HostAsync(house, office);

        await SendAsync(host, new TaskMail(task.Text, true));
        await SendAsync(host, new TaskMail(open.Text, true));
        await UntilAsync(() => !office.Letters.IsEmpty);

        Assert.Contains("The time for task " + open, Assert.Single(office.Letters).TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [EachDatabase]
    public async Task Reminder_BeforeATaskIsLate_IsSentOnceAndNotForATimeThatWasMoved(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        await using var office = PostOffice.Open();
        await WithEmailAsync(house);
        var matter = await house.OpenAsync(house.Nurse);
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        House.Good(await house.AnswerAsync(house.Guard, matter, StepAnswer.Of("serious", "no") with { Reason = "r" }));
        House.Good(await house.AnswerAsync(house.Guardian, matter, StepAnswer.Of("serious", "no") with { Reason = "r" }));
        var (early, at) = Assert.Single(house.House.Sent.All, m => m.Message is TaskMail { IsEarly: true });
        Assert.Equal(new DateTimeOffset(2026, 6, 3, 8, 0, 0, TimeSpan.Zero), at!.Value.ToUniversalTime()); // the morning before Thursday 4 June
        using var host = await HostAsync(house, office);
        using var second = await HostAsync(house, office);

        await SendAsync(host, (TaskMail)early with { Due = at });
        await SendAsync(host, early);
        await UntilAsync(() => !office.Letters.IsEmpty);
        await Task.Delay(1000, House.Cancel);

        var letter = Assert.Single(office.Letters);
        Assert.Equal("leila.lead@example.org", letter.To.ToString());
        Assert.Contains("ends on Thursday 4 June 2026 at 23:59", letter.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [EachDatabase]
    public async Task Digest_OnAWorkingMorning_GoesOnceToWhoeverWantsItAndHasWork(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        await using var office = PostOffice.Open();
        await WithEmailAsync(house);
        var choose = new ChooseDigest(house.House.Operations);
        House.Refused("digest.email", await choose.RunAsync(CaseHouse.As(house.Colleague), new() { Wanted = true }, House.Cancel));
        House.Refused("digest.same", await choose.RunAsync(CaseHouse.As(house.Nurse), new() { Wanted = false }, House.Cancel));
        foreach (var person in new[] { house.Guard, house.Director })
        {
            House.Good(await choose.RunAsync(CaseHouse.As(person), new() { Wanted = true }, House.Cancel));
        }

        var matter = await house.OpenAsync(house.Nurse);
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        using var host = await HostAsync(house, office);
        using var second = await HostAsync(house, office);

        await SendAsync(host, new DigestsDue(), Scope.OfInstallation("tests"));
        await UntilAsync(() => !office.Letters.IsEmpty);
        await Task.Delay(1000, House.Cancel);
        var letter = Assert.Single(office.Letters); // the director has no work; nobody else wants one
        Assert.Equal("sami.security@example.org", letter.To.ToString());
        Assert.Contains("Waiting for you: 2", letter.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(new[] { "film", "lounge", "flash", matter.Text, "Nia" }, s => letter.ToString().Contains(s, StringComparison.OrdinalIgnoreCase));

        // The clock of the house goes to Saturday.
        house.House.Clock.Advance(TimeSpan.FromDays(5));
        await SendAsync(host, new DigestsDue(), Scope.OfInstallation("tests"));
        await Task.Delay(2000, House.Cancel);
        Assert.Single(office.Letters);
        Assert.Equal("daily-digest", DigestLetters.Schedule.Name);
    }

    [Fact]
    public void Problems_OfSettings_AreSaid()
    {
        var address = new Uri("https://candour.example.org/");
        Assert.Empty(new MailSettings().Problems(null));
        Assert.Empty(new MailSettings { Host = "mail", From = "candour@example.org" }.Problems(address));
        Assert.Contains(new MailSettings { Host = "mail", From = "candour@example.org" }.Problems(null), p => p.Contains("Candour:Address", StringComparison.Ordinal));
        Assert.Contains(new MailSettings { Host = "mail" }.Problems(address), p => p.Contains("Candour:Mail:From", StringComparison.Ordinal));
        Assert.Contains(new MailSettings { Host = "mail", From = "candour@example.org", Port = 0 }.Problems(address), p => p.Contains("Candour:Mail:Port", StringComparison.Ordinal));
        Assert.Contains(new MailSettings { Host = "mail", From = "candour@example.org", User = "u" }.Problems(address), p => p.Contains("Candour:Mail:User", StringComparison.Ordinal));
    }

    private static async Task<IHost> HostAsync(CaseHouse house, PostOffice office)
    {
        if (house.House.Kind is Database.Postgres)
        {
            await BackgroundWork.MigrateAsync(house.House.Store, House.Cancel);
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(house.House.Clock).AddSingleton(house.House.Store).AddSingleton<Operations>().AddSingleton(new MailSettings { Host = "127.0.0.1", Port = office.Port, Security = MailSecurity.None, From = "candour@example.org" })
            .AddSingleton(new Uri("https://candour.example.org/")).AddSingleton<TaskLetters>().AddSingleton<DigestLetters>().AddSingleton(house.Shelf).AddBackgroundWork(house.House.Folder, house.House.Connection);
        foreach (var kind in TaskLetters.Kinds.Concat(DigestLetters.Kinds))
        {
            builder.Services.AddSingleton(kind);
        }

        var host = builder.Build();
        await host.StartAsync(House.Cancel);
        return host;
    }

    private static async Task SendAsync(IHost host, object message, Scope? scope = null) => House.Good(await host.Services.GetRequiredService<Operations>().RunAsync<string>(scope ?? Scope.OfSystem(House.Bellweather, "tests"), "task-due", House.Why, operation =>
    {
        operation.Send(message);
        operation.Record("tests", []);
        return Task.FromResult<Result<string>>("");
    }, House.Cancel));

    private static async Task WithEmailAsync(CaseHouse house)
    {
        foreach (var person in new[] { house.Nurse, house.Lead, house.Guard, house.Guardian, house.Director })
        {
            await EmailAsync(house, person, $"{person.Name.ToLowerInvariant().Replace(' ', '.')}@example.org");
        }
    }

    private static async Task EmailAsync(CaseHouse house, Person person, string email) => House.Good(await house.House.Operations.RunAsync<string>(Scope.OfSystem(House.Bellweather, "tests"), "email-changed", House.Why, async operation =>
    {
        (await operation.Db.People.SingleAsync(p => p.Reference == person.Reference, operation.Cancel)).Email = email;
        operation.Record(person.Reference.Text, []);
        return "";
    }, House.Cancel));

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 600, "it has not come about in a minute");
            await Task.Delay(100, House.Cancel);
        }
    }
}
