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

    private static RunningSettings Read(params (string Name, string Value)[] settings) =>
        RunningSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Candour:{s.Name}", (string?)s.Value))).Build());
}
