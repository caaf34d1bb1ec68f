using System.Text;
using Candour.Engine.Evidence;

namespace Candour.Engine.Tests.Evidence;

/// <summary>Beside properties of our own, the vectors of Go's golang.org/x/mod/sumdb/note (note_test.go), on which C2SP's format is built.</summary>
public class SignedNoteTests
{
    private const string PeterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string PeterSecret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string EnochKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private const string Text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string PeterLine = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private const string EnochLine = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    [Fact]
    public void Sign_PublishedKey_GivesThePublishedNote() => Assert.Equal(Text + "\n" + PeterLine, SignedNote.Sign(Text, Secret(PeterSecret)).ToString());

    [Fact]
    public void Sign_AgainByTheSameKey_ReplacesTheSignature() =>
        Assert.Equal(Text + "\n" + PeterLine, SignedNote.Sign(Text, Secret(PeterSecret)).With(Secret(PeterSecret), null).ToString());

    [Theory]
    [InlineData(PeterKey, true, 1)]
    [InlineData(EnochKey, true, 1)]
    [InlineData("TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6", false, 2)]
    public void Open_OneKeyKnown_TellsGoodFromUnknown(string key, bool good, int unknown)
    {
        var opening = Note(Text + "\n" + PeterLine + EnochLine).Open([Key(key)]);

        Assert.Equal((good ? 1 : 0, 0, unknown), (opening.Good.Count, opening.Bad.Count, opening.Unknown.Count));
    }

    [Fact]
    public void Open_TextChanged_IsBad()
    {
        var opening = Note((Text + "\n" + PeterLine + EnochLine).Replace("cryptography", "cryptographY", StringComparison.Ordinal)).Open([Key(PeterKey), Key(EnochKey)]);

        Assert.Equal((0, 2, 0), (opening.Good.Count, opening.Bad.Count, opening.Unknown.Count));
    }

    [Fact]
    public void Open_SameNameOtherKey_IsUnknown()
    {
        var other = SigningKey.Create("PeterNeumann", NoteKeyKind.Log, new byte[32]);

        Assert.Single(Note(Text + "\n" + PeterLine).Open([other.Verifier]).Unknown);
    }

    [Theory]
    [InlineData("only text\n")]
    [InlineData(Text + "\n")]
    [InlineData("\u0001" + Text + "\n" + PeterLine)]
    [InlineData(Text + "\n— Bad Name x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n")]
    [InlineData(Text + "\n— Bad+Name x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n")]
    [InlineData(Text + "\n" + PeterLine + "Unexpected line.\n")]
    [InlineData(Text + "\n- PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n")]
    [InlineData(Text + "\n— PeterNeumann not/base64!\n")]
    public void TryParse_Malformed_IsRefused(string note) => Assert.False(SignedNote.TryParse(note, out _, out _));

    [Fact]
    public void TryParse_LastNewlineMissing_IsRefused() => Assert.False(SignedNote.TryParse((Text + "\n" + PeterLine)[..^1], out _, out _));

    [Fact]
    public void TryParse_NotUtf8_IsRefused() => Assert.False(SignedNote.TryParse([0xff, .. Encoding.UTF8.GetBytes(Text + "\n" + PeterLine)], out _, out _));

    [Theory]
    [InlineData(16, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void TryParse_ManySignatures_HasALimit(int count, bool read) =>
        Assert.Equal(read, SignedNote.TryParse(Text + "\n" + string.Concat(Enumerable.Repeat(PeterLine, count)), out _, out _));

    [Fact]
    public void TryParse_TextWithEmptyLines_SplitsAtTheLast()
    {
        var note = SignedNote.Sign("Ognuno sta solo.\n\ned è subito sera.\n", Secret(PeterSecret));

        Assert.Equal(note.Text, Note(note.ToString()).Text);
        Assert.Single(Note(note.ToString()).Open([Key(PeterKey)]).Good);
    }

    [Fact]
    public void VerifierKey_EveryPartOfAKey_IsRefused()
    {
        for (var i = 0; i <= PeterKey.Length; i++)
        {
            for (var j = i + 1; j <= PeterKey.Length; j++)
            {
                Assert.Equal(i == 0 && j == PeterKey.Length, VerifierKey.TryParse(PeterKey[i..j], out _, out _));
            }
        }
    }

    [Fact]
    public void Keys_AnyCharacterChanged_AreRefused()
    {
        for (var i = 0; i < PeterKey.Length; i++)
        {
            Assert.False(VerifierKey.TryParse(Bumped(PeterKey, i), out _, out _));
        }

        for (var i = 0; i < PeterSecret.Length; i++)
        {
            Assert.False(SigningKey.TryParse(Bumped(PeterSecret, i), out _, out _));
        }
    }

    [Theory]
    [InlineData("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==")]
    [InlineData("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    public void VerifierKey_WrongLengthOrKind_IsRefused(string key) => Assert.False(VerifierKey.TryParse(key, out _, out _));

    [Theory]
    [InlineData(PeterKey, NoteKeyKind.Log)]
    [InlineData("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2", NoteKeyKind.Witness)]
    public void VerifierKey_Published_ReadsAndWritesBack(string key, NoteKeyKind kind) => Assert.Equal((kind, key), (Key(key).Kind, Key(key).ToString()));

    [Fact]
    public void SigningKey_Reveal_IsWhatWasRead() => Assert.Equal(PeterSecret, Secret(PeterSecret).Reveal());

    [Fact]
    public void Witness_CoSigns_AndItsTimeIsCovered()
    {
        var witness = SigningKey.Create("witness.example/w1", NoteKeyKind.Witness, new byte[32]);
        var at = new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
        var note = Note(SignedNote.Sign(Text, Secret(PeterSecret)).With(witness, at).ToString());

        Assert.Equal(2, note.Open([Key(PeterKey), witness.Verifier]).Good.Count);
        Assert.Equal(at, note.Signatures[1].At);
        Assert.Null(note.Signatures[0].At);

        var bytes = Convert.FromBase64String(note.Signatures[1].Base64);
        bytes[11]++;
        var later = note with { Signatures = [note.Signatures[1] with { Base64 = Convert.ToBase64String(bytes) }] };
        Assert.Single(later.Open([witness.Verifier]).Bad);
    }

    [Theory]
    [InlineData("")]
    [InlineData("has space")]
    [InlineData("has+plus")]
    [InlineData("no\u00a0break")]
    public void Create_BadName_IsRefused(string name) => Assert.Throws<ArgumentException>(() => SigningKey.Create(name, NoteKeyKind.Log, new byte[32]));

    private static string Bumped(string text, int at) => string.Create(text.Length, (text, at), static (span, s) =>
    {
        s.text.CopyTo(span);
        span[s.at]++;
    });

    private static SignedNote Note(string text) => SignedNote.TryParse(text, out var note, out var problem) ? note : throw new InvalidDataException(problem);

    private static VerifierKey Key(string text) => VerifierKey.TryParse(text, out var key, out var problem) ? key : throw new InvalidDataException(problem);

    private static SigningKey Secret(string text) => SigningKey.TryParse(text, out var key, out var problem) ? key : throw new InvalidDataException(problem);
}
