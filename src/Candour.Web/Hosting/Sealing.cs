using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Candour.Governance.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Candour.Web.Hosting;

/// <summary>The keys that seal cookies and forms: in the database, so that every node has them, and wrapped by a certificate that is not, so that a copy of the database opens no session.</summary>
internal static class Sealing
{
    private const string MadeHere = "sealing.pfx";

    public static void AddSealing(this IServiceCollection services, KeepingSettings? keeping, RunningSettings running)
    {
        var protection = services.AddDataProtection().SetApplicationName("Candour");
        if (keeping is null)
        {
            protection.UseEphemeralDataProtectionProvider();
            return;
        }

        protection.ProtectKeysWithCertificate(running.Certificate is { } file ? Open(file, running.CertificatePassword) : Own(keeping.Keys));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = new Repository(provider.GetRequiredService<Store>(), provider.GetRequiredService<KeepSealingKey>())));
    }

    private static X509Certificate2 Open(string file, string? password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            return certificate.HasPrivateKey ? certificate : throw new InvalidDataException($"{file} holds no private key: name a PFX file with both.");
        }
        catch (CryptographicException wrong)
        {
            throw new InvalidDataException($"{file} cannot be opened as a certificate: {wrong.Message} Check `Candour:Certificate` and `Candour:CertificatePassword`.");
        }
    }

    // Made once, beside the signing keys and like them outside the data folder. A second node needs a copy.
    private static X509Certificate2 Own(string folder)
    {
        var file = Path.Combine(folder, MadeHere);
        if (!File.Exists(file))
        {
            using var key = RSA.Create(3072);
            var request = new CertificateRequest("CN=Candour sealing", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var now = TimeProvider.System.GetUtcNow();
            using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(50));
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var half = $"{file}.{Guid.NewGuid():N}";
            using (var stream = new FileStream(half, options))
            {
                stream.Write(made.Export(X509ContentType.Pkcs12));
                stream.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(half, file);
            }
            catch (IOException) when (File.Exists(file))
            {
                // Another process that shares the folder was first.
                File.Delete(half);
            }
        }

        return Open(file, null);
    }

    private sealed class Repository(Store store, KeepSealingKey keep) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var db = store.Read(Scope.OfInstallation("sealing"));
            return [.. db.SealingKeys.OrderBy(k => k.Name).Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            if (keep.RunAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None).GetAwaiter().GetResult().Failed(out var error, out _))
            {
                throw new InvalidOperationException($"{error.Code}: {error.Message}");
            }
        }
    }
}
