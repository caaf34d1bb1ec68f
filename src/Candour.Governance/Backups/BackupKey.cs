using System.Text;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Bcpg.Sig;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Candour.Governance.Backups;

/// <summary>Whom a back-up is encrypted to: an OpenPGP public key, made here or by any OpenPGP program.</summary>
public sealed class BackupRecipient
{
    private BackupRecipient(PgpPublicKey key) => Key = key;

    internal PgpPublicKey Key { get; }

    /// <summary>The fingerprint of the key that encrypts, in hexadecimal.</summary>
    public string Fingerprint => Convert.ToHexStringLower(Key.GetFingerprint());

    /// <summary>Reads a public key.</summary>
    /// <param name="text">An OpenPGP public key block.</param>
    /// <param name="now">A key that has expired by then, or was revoked, is not taken.</param>
    /// <returns>The recipient, or <c>backup.recipient</c>.</returns>
    public static Result<BackupRecipient> Read(string text, DateTimeOffset now)
    {
        PgpPublicKeyRingBundle rings;
        try
        {
            using var input = PgpUtilities.GetDecoderStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));
            rings = new(input);
        }
        catch (Exception broken) when (broken is IOException or PgpException or ArgumentException or InvalidOperationException or FormatException)
        {
            return Wrong("It is no OpenPGP public key block.");
        }

        // The newest sub-key that may encrypt what is stored.
        var key = rings.GetKeyRings().SelectMany(r => r.GetPublicKeys()).Where(k => MayEncrypt(k) && !k.HasRevocation() && !HasExpired(k, now)).MaxBy(k => k.CreationTime);
        return key is null ? Wrong("It holds no key that may encrypt, is not revoked and has not expired.") : new BackupRecipient(key);

        static Error Wrong(string why) => new("backup.recipient", $"The recipient's key cannot be used. {why}", "Make one with `candour admin backup-key`, or export one: gpg --armor --export NAME.");
    }

    private static bool MayEncrypt(PgpPublicKey key)
    {
        var flags = key.GetSignatures().Select(s => s.GetHashedSubPackets()?.GetKeyFlags() ?? 0).Aggregate(0, (a, b) => a | b);
        return key.IsEncryptionKey && (flags == 0 || (flags & (KeyFlags.EncryptStorage | KeyFlags.EncryptComms)) != 0);
    }

    private static bool HasExpired(PgpPublicKey key, DateTimeOffset now) => key.GetValidSeconds() is > 0 and var seconds && new DateTimeOffset(key.CreationTime, TimeSpan.Zero).AddSeconds(seconds) <= now;
}

/// <summary>Who can read back-ups: an OpenPGP secret key.</summary>
public sealed class BackupIdentity
{
    private readonly PgpSecretKeyRingBundle _rings;
    private readonly char[] _passphrase;

    private BackupIdentity(PgpSecretKeyRingBundle rings, char[] passphrase) => (_rings, _passphrase) = (rings, passphrase);

    /// <summary>Makes a pair of keys.</summary>
    /// <param name="name">What it is for; stands in both keys.</param>
    /// <param name="now">When.</param>
    /// <returns>The public key to encrypt to, and the secret one, which belongs where the back-ups are not.</returns>
    public static (string Public, string Secret) Make(string name, DateTimeOffset now)
    {
        var random = new SecureRandom();
        var rsa = new RsaKeyPairGenerator();
        rsa.Init(new RsaKeyGenerationParameters(BigInteger.ValueOf(65537), random, 3072, 100));
        PgpKeyPair Pair() => new(PublicKeyAlgorithmTag.RsaGeneral, rsa.GenerateKeyPair(), now.UtcDateTime);
        PgpSignatureSubpacketVector May(int flags)
        {
            var packets = new PgpSignatureSubpacketGenerator();
            packets.SetKeyFlags(false, flags);
            packets.SetPreferredSymmetricAlgorithms(false, [(int)SymmetricKeyAlgorithmTag.Aes256]);
            packets.SetPreferredHashAlgorithms(false, [(int)HashAlgorithmTag.Sha256]);
            packets.SetFeature(false, Features.FEATURE_MODIFICATION_DETECTION);
            return packets.Generate();
        }

        // A key without passphrase ends in a plain checksum: with the library's default, a hash, GnuPG refuses to use it.
        var ring = new PgpKeyRingGenerator(PgpSignature.PositiveCertification, Pair(), name, SymmetricKeyAlgorithmTag.Null, HashAlgorithmTag.Sha256, (char[]?)null, useSha1: false, May(KeyFlags.CertifyOther | KeyFlags.SignData), null, random);
        ring.AddSubKey(Pair(), May(KeyFlags.EncryptStorage | KeyFlags.EncryptComms), null, HashAlgorithmTag.Sha256);
        return (Armour(ring.GeneratePublicKeyRing().Encode), Armour(ring.GenerateSecretKeyRing().Encode));
    }

    /// <summary>Reads a secret key.</summary>
    /// <param name="text">An OpenPGP secret key block.</param>
    /// <param name="passphrase">What it is sealed with; empty for none.</param>
    /// <returns>The identity, or <c>backup.identity</c>.</returns>
    public static Result<BackupIdentity> Read(string text, string passphrase)
    {
        try
        {
            using var input = PgpUtilities.GetDecoderStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));
            var rings = new PgpSecretKeyRingBundle(input);
            if (rings.Count > 0)
            {
                return new BackupIdentity(rings, passphrase.ToCharArray());
            }
        }
        catch (Exception broken) when (broken is IOException or PgpException or ArgumentException or InvalidOperationException or FormatException)
        {
            // Told below.
        }

        return new Error("backup.identity", "The identity is no OpenPGP secret key block.", "Name the secret key that belongs to the recipient of the back-up.");
    }

    /// <summary>The key of an id; null when this identity has none. Throws <see cref="PgpException"/> when the passphrase is wrong.</summary>
    internal PgpPrivateKey? Find(long id) => _rings.GetSecretKey(id)?.ExtractPrivateKey(_passphrase);

    private static string Armour(Action<Stream> encode)
    {
        var output = new MemoryStream();
        using (var armoured = new ArmoredOutputStream(output, addVersionHeader: false))
        {
            encode(armoured);
        }

        return Encoding.ASCII.GetString(output.ToArray());
    }
}
