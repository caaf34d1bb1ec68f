using Candour.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace Candour.Web.Tests.Hosting;

public sealed class RunningSettingsTests
{
    [Fact]
    public void Read_Nothing_IsGood() => Assert.Null(Read().Telemetry);

    [Fact]
    public void Read_Everything_IsGood()
    {
        var settings = Read(("Address", "https://candour.example.org/"), ("Mail:Host", "mail"), ("Mail:From", "candour@example.org"), ("Mail:Security", "tls"), ("Telemetry", "http://127.0.0.1:4318/"));

        Assert.Equal("mail", settings.Mail.Host);
        Assert.Equal(4318, settings.Telemetry!.Port);
    }

    [Fact]
    public void Read_SeveralWrong_SaysAllAtOnce()
    {
        var wrong = Assert.Throws<InvalidDataException>(() => Read(("Address", "candour"), ("Mail:Host", "mail"), ("Readers", "0"), ("Certificate", "/no/such/file")));

        Assert.All(["`Candour:Address`", "`Candour:Mail:From`", "`Candour:Readers`", "`Candour:Certificate`"], name => Assert.Contains(name, wrong.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Mail:Port", "many")]
    [InlineData("Mail:Security", "some")]
    [InlineData("Demo", "perhaps")]
    [InlineData("Telemetry", "ftp://collector/")]
    public void Read_OfAnotherKind_NamesTheSetting(string name, string value) => Assert.Contains($"Candour:{name}", Assert.Throws<InvalidDataException>(() => Read((name, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_DirectoryOfAnOrganisation_IsGood()
    {
        var directory = Assert.Single(Read([.. Directory]).OpenId);

        Assert.Equal(("bellweather", "tern"), (directory.Organisation, directory.ClientSecret));
    }

    [Theory]
    [InlineData("Organisation", "Bellweather Homes")]
    [InlineData("Name", "")]
    [InlineData("ClientId", "")]
    [InlineData("PersonClaim", "")]
    [InlineData("Authority", "http://login.example.org/")]
    [InlineData("Authority", "login")]
    [InlineData("ClientSecret", "")]
    [InlineData("ClientSecretFile", "/no/such/file")]
    [InlineData("PersonIs", "Cleverness")]
    [InlineData("Roles:0:Role", "communications")]
    [InlineData("ClientSecrt", "x")]
    [InlineData("GroupsClaim", "")]
    public void Read_DirectoryThatCannotBeUsed_NamesTheSetting_AndNoSecret(string name, string value)
    {
        var wrong = Assert.Throws<InvalidDataException>(() => Read([.. Directory.Where(d => d.Name != $"OpenId:0:{name}"), ($"OpenId:0:{name}", value)]));

        Assert.Contains($"Candour:OpenId:0:{name.Split(":Role")[0].Replace("File", "", StringComparison.Ordinal)}", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("tern", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lpt/comunications", "no such role")]
    [InlineData("ltp/communications", "no policy `ltp`")]
    [InlineData("candour/boss", "no such role")]
    public void CheckRoles_ThatNoPolicyHas_NamesTheSetting_AndWhatThereIs(string role, string said)
    {
        using var desk = new Candour.Web.Checking.CheckDesk(new(), TimeProvider.System);
        var running = Read([.. Directory.Where(d => d.Name != "OpenId:0:Roles:0:Role"), ("OpenId:0:Roles:0:Role", role)]);

        var wrong = Assert.Throws<InvalidDataException>(() => Candour.Web.Accounts.Directories.CheckRoles(running, desk)).Message;

        Assert.Contains("Candour:OpenId:0:Roles:0:Role", wrong, StringComparison.Ordinal);
        Assert.Contains(said, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoDirectoriesOfOneOrganisation_IsRefused() =>
        Assert.Contains("twice", Assert.Throws<InvalidDataException>(() => Read([.. Directory, .. Directory.Select(d => (d.Name.Replace(":0:", ":1:", StringComparison.Ordinal), d.Value))])).Message, StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Value)> Directory => new (string Name, string Value)[]
    {
        ("Organisation", "bellweather"), ("Name", "staff login"), ("Authority", "https://login.example.org/"), ("ClientId", "candour"), ("ClientSecret", "tern"), ("PersonClaim", "number"), ("GroupsClaim", "groups"),
        ("Roles:0:Role", "candour/auditor"), ("Roles:0:Group", "g"),
    }.Select(s => ($"OpenId:0:{s.Name}", s.Value));

    private static RunningSettings Read(params (string Name, string Value)[] settings) =>
        RunningSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Candour:{s.Name}", (string?)s.Value))).Build());
}
