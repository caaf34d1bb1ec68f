using System.Buffers.Text;
using System.Text;
using Candour.Governance.Ledger;

namespace Candour.Governance.Tests.Ledger;

/// <summary>A picture as text is a picture, whatever it is turned into and cut into; and what people write of cases is not one.</summary>
public sealed class PlainWordsTests
{
    private static readonly byte[] Picture = Make();

    public static TheoryData<string, string> Pasted => new()
    {
        { "data address", $"see data:image/png;base64,{Convert.ToBase64String(Picture)}" },
        { "data address, short", "see data:image/png;base64,iVBORw0KGgo=" },
        { "data address, spaced and in capitals", "see DATA : IMAGE/PNG ; BASE64 , iVBORw0KGgo=" },
        { "data address without a kind", "see data:;base64,iVBORw0KGgo=" },
        { "data address with a parameter", "see data:image/svg+xml;charset=utf-8,%3Csvg%3E" },
        { "base64", Convert.ToBase64String(Picture) },
        { "base64, as a command line breaks it", string.Join('\n', Convert.ToBase64String(Picture).Chunk(76).Select(c => new string(c))) },
        { "base64, quoted in a letter", string.Join('\n', Convert.ToBase64String(Picture).Chunk(64).Select(c => $"> {new string(c)}")) },
        { "base64, cut into words", string.Join(' ', Convert.ToBase64String(Picture).Chunk(9).Select(c => new string(c))) },
        { "base64, with words between", string.Join(" and then ", Convert.ToBase64String(Picture).Chunk(50).Select(c => new string(c))) },
        { "base64 of addresses", Base64Url.EncodeToString(Picture) },
        { "hexadecimal", Convert.ToHexString(Picture) },
        { "hexadecimal, as a command line breaks it", string.Join('\n', Convert.ToHexStringLower(Picture).Chunk(60).Select(c => new string(c))) },
        { "hexadecimal, in pairs", string.Join(' ', Convert.ToHexString(Picture).Chunk(2).Select(c => new string(c))) },
    };

    [Theory]
    [MemberData(nameof(Pasted))]
    public void Refuse_APictureAsText_IsRefused(string how, string text) => Assert.True(PlainWords.Refuse(text) is { Code: "note.data" }, how);

    [Theory]
    [InlineData("")]
    [InlineData("On 3 November at 14:20 a visitor filmed in bay 4. Told the nurse in charge, case K7QX-3MPD-2222, NHS 999 000 0018.")]
    [InlineData("The data: image/video of it are not here. Data: none; base64 is a word that somebody wrote.")]
    [InlineData("------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------\nNotes of the meeting\n____________________________________________________________")]
    [InlineData("SHA-256 of the file: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public void Refuse_WhatPeopleWrite_IsTaken(string text) => Assert.Null(PlainWords.Refuse(text));

    [Fact]
    public void Refuse_ALongNoteOfLinks_IsTaken()
    {
        var links = string.Join('\n', Enumerable.Range(0, 20).Select(i => $"{i}. https://www.facebook.example/story.php?story_fbid=pfbid0{Convert.ToHexString(Picture[(i * 30)..((i * 30) + 30)])}&id=100064860875397&__tn__=R"));

        Assert.Null(PlainWords.Refuse(links));
    }

    [Fact]
    public void Refuse_ALongText_IsTaken()
    {
        var text = new StringBuilder();
        while (text.Length < 8000)
        {
            text.Append("At 09:15 on 12/11 the band 6 nurse told Mr A1 of Ward B2 that the post of @nurse_99 was seen by 3 people; DM at 10pm. ");
        }

        Assert.Null(PlainWords.Refuse(text.ToString()));
    }

    // Compressed pictures look like chance.
    private static byte[] Make()
    {
        var bytes = new byte[1500];
#pragma warning disable CA5394 // the same picture each time
        new Random(7).NextBytes(bytes);
#pragma warning restore CA5394
        return bytes;
    }
}
