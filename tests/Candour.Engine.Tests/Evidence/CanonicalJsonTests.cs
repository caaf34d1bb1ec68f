using System.Text;
using System.Text.Json;
using Candour.Engine.Evidence;
using CsCheck;

namespace Candour.Engine.Tests.Evidence;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}")]
    [InlineData(" [ 1 , 2.0 , -0 , -0.0, 1e2 ] ", "[1,2,0,0,100]")]
    [InlineData("\"\\u0041\\/\\u001f\\u007f\\u2028\"", "\"A/\\u001f\u007f\u2028\"")]
    [InlineData("[9007199254740991,-9007199254740991,9007199254740992]", "[9007199254740991,-9007199254740991,9007199254740992]")]
    [InlineData("295147905179352830000", "295147905179352830000")]
    [InlineData("1000000000000000000000", "1e+21")]
    [InlineData("null", "null")]
    public void Write_Value_GivesItsOneForm(string json, string expected) => Assert.Equal(expected, Canonical(json));

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", "stands twice")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "stands twice")]
    [InlineData("[\"\\ud800\"]", "surrogate")]
    [InlineData("[\"\\udc00\\ud800\"]", "surrogate")]
    [InlineData("{\"\\ud800\":1}", "surrogate")]
    [InlineData("1e400", "too large")]
    [InlineData("-1e400", "too large")]
    [InlineData("9007199254740993", "more digits than a double holds")]
    [InlineData("-12345678901234567890123", "more digits than a double holds")]
    public void Write_WhatHasNoForm_IsRefused(string json, string says)
    {
        using var document = JsonDocument.Parse(json);

        var refused = Assert.Throws<InvalidDataException>(() => CanonicalJson.Write(document.RootElement));

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{'a':1}")]
    [InlineData("")]
    [InlineData("[1,]")]
    public void Parse_NotStrictJson_IsRefused(string json) => Assert.Throws<InvalidDataException>(() => CanonicalJson.Parse(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("[\"?\"]")]
    [InlineData("{\"?\":1}")]
    [InlineData("{\"a\":1,\"?\":\"\"}")]
    public void Write_NotUtf8_IsRefused(string json)
    {
        var bytes = Encoding.ASCII.GetBytes(json);
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xff;

        Assert.Throws<InvalidDataException>(() => CanonicalJson.Write(CanonicalJson.Parse(bytes)));
        Assert.Throws<InvalidDataException>(() =>
        {
            using var document = JsonDocument.Parse(bytes);
            CanonicalJson.Write(document.RootElement);
        });
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"b\":2,\"b\":2}")]
    [InlineData("{\"b\":1,\"a\":2,\"b\":3}")]
    public void Write_NameTwiceInOrderOrNot_IsRefused(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Throws<InvalidDataException>(() => CanonicalJson.Write(document.RootElement));
    }

    [Fact]
    public void Write_NestedTooDeep_IsRefused()
    {
        using var document = JsonDocument.Parse(new string('[', 80) + new string(']', 80), new JsonDocumentOptions { MaxDepth = 100 });

        Assert.Throws<InvalidDataException>(() => CanonicalJson.Write(document.RootElement));
    }

    [Fact]
    public void Write_AnyString_ReadsBackAsItWas() => Gen.String.Where(WellFormed).Sample(text =>
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(text));
        var bytes = CanonicalJson.Write(document.RootElement);

        Assert.Equal(text, CanonicalJson.Parse(bytes).GetString());
    });

    [Fact]
    public void Number_AnyDouble_ReadsBackAsItWas() => Gen.Double.Where(double.IsFinite).Sample(number =>
        Assert.Equal(number, double.Parse(CanonicalJson.Number(number), System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Write_Twice_ChangesNothing() => Json.Sample(json =>
    {
        var once = Canonical(json);

        Assert.Equal(once, Canonical(once));
    });

    [Fact]
    public void Write_MembersInAnotherOrder_GivesTheSameBytes() => Gen.Dictionary(Gen.String.Where(WellFormed), Gen.Int)[1, 12].Sample(members =>
    {
        var forwards = JsonSerializer.Serialize(members.OrderBy(m => m.Key, StringComparer.Ordinal).ToDictionary(m => m.Key, m => m.Value));
        var backwards = JsonSerializer.Serialize(members.OrderByDescending(m => m.Key, StringComparer.Ordinal).ToDictionary(m => m.Key, m => m.Value));

        Assert.Equal(Canonical(forwards), Canonical(backwards));
    });

    internal static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 128 });
        return Encoding.UTF8.GetString(CanonicalJson.Write(document.RootElement));
    }

    private static bool WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Gen.Int.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))
        : Gen.OneOf(
            Gen.Double.Where(double.IsFinite).Select(d => d.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
            Gen.String.Where(WellFormed).Select(s => JsonSerializer.Serialize(s)),
            Gen.Bool.Select(b => b ? "true" : "false"),
            inner.Array[0, 4].Select(a => $"[{string.Join(',', a)}]"),
            Gen.Dictionary(Gen.String.Where(WellFormed), inner)[0, 4].Select(d => $"{{{string.Join(',', d.Select(m => $"{JsonSerializer.Serialize(m.Key)}:{m.Value}"))}}}")));
}
