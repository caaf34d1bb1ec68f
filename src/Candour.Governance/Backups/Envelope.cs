using System.IO.Compression;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;

namespace Candour.Governance.Backups;

/// <summary>A back-up's file: a compressed tar archive, as an OpenPGP message to a recipient (AES-256, with a code that finds alterations) or as it is.</summary>
internal static class Envelope
{
    private const int Chunk = 1 << 16;

    /// <summary>Writes an envelope around what <paramref name="write"/> writes.</summary>
    public static async Task SealAsync(Stream output, BackupRecipient? recipient, DateTimeOffset now, Func<Stream, Task> write)
    {
        if (recipient is null)
        {
            await using var plain = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
            await write(plain);
            return;
        }

        var encrypted = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, withIntegrityPacket: true, new SecureRandom());
        encrypted.AddMethod(recipient.Key);
        await using var outer = encrypted.Open(output, new byte[Chunk]);
        await using var inner = new PgpLiteralDataGenerator().Open(outer, PgpLiteralDataGenerator.Binary, "candour-backup.tar.gz", now.UtcDateTime, new byte[Chunk]);
        await using var compressed = new GZipStream(inner, CompressionLevel.Fastest, leaveOpen: true);
        await write(compressed);
    }

    /// <summary>Reads what an envelope holds. Nothing of it is to be believed before this has ended well.</summary>
    /// <returns>Null; or <c>backup.identity</c> or <c>backup.broken</c>.</returns>
    public static async Task<Error?> OpenAsync(Stream input, BackupIdentity? identity, Func<Stream, Task> read)
    {
        try
        {
            // What gzip writes begins with 1F; an OpenPGP packet has its highest bit set.
            var first = input.ReadByte();
            input.Position = 0;
            return first == 0x1F ? await PlainAsync(input, read) : first < 0x80 ? Broken("It is no back-up.") : await SealedAsync(input, identity, read);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or PgpException or ArgumentException or InvalidOperationException or NotSupportedException or FormatException)
        {
            return Broken("It is cut off or was altered.");
        }
    }

    internal static Error Broken(string how) => new("backup.broken", $"The file cannot be read as a back-up. {how}", "Take another copy of the file, or an earlier back-up. Nothing was restored.");

    private static async Task<Error?> PlainAsync(Stream input, Func<Stream, Task> read)
    {
        await using var compressed = new GZipStream(input, CompressionMode.Decompress);
        await read(compressed);
        await compressed.CopyToAsync(Stream.Null);
        return null;
    }

    private static async Task<Error?> SealedAsync(Stream input, BackupIdentity? identity, Func<Stream, Task> read)
    {
        if (new PgpObjectFactory(input).NextPgpObject() is not PgpEncryptedDataList list)
        {
            return Broken("It is an OpenPGP file, and no encrypted message.");
        }

        if (identity is null)
        {
            return new("backup.identity", "The back-up is encrypted.", "Name the secret key of its recipient with --identity.");
        }

        var (data, key) = Unlock(list, identity, out var refused);
        if (data is null || key is null)
        {
            return refused;
        }

        if (!data.IsIntegrityProtected())
        {
            return Broken("It has no code that finds alterations.");
        }

        await using (var clear = data.GetDataStream(key))
        {
            if (new PgpObjectFactory(clear).NextPgpObject() is not PgpLiteralData literal)
            {
                return Broken("What is in it is no archive.");
            }

            await using var inner = literal.GetInputStream();
            await using (var compressed = new GZipStream(inner, CompressionMode.Decompress, leaveOpen: true))
            {
                await read(compressed);
                await compressed.CopyToAsync(Stream.Null);
            }

            await inner.CopyToAsync(Stream.Null);
            await clear.CopyToAsync(Stream.Null);
            return data.Verify() ? null : Broken("It was altered.");
        }
    }

    private static (PgpPublicKeyEncryptedData?, PgpPrivateKey?) Unlock(PgpEncryptedDataList list, BackupIdentity identity, out Error? refused)
    {
        refused = new("backup.identity", "The back-up is encrypted to another key than this identity.", "Name the secret key that belongs to its recipient.");
        foreach (var data in list.GetEncryptedDataObjects().OfType<PgpPublicKeyEncryptedData>())
        {
            try
            {
                if (identity.Find(data.KeyId) is { } key)
                {
                    return (data, key);
                }
            }
            catch (PgpException)
            {
                refused = new("backup.identity", "The passphrase does not open the secret key.", "Give the right one with --passphrase-file.");
            }
        }

        return (null, null);
    }
}
