using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Candour.Web.Accounts;

/// <summary>How far somebody has come on the way in: in a sealed cookie that is good for ten minutes, and opens no page but the next step.</summary>
/// <param name="Purpose">The next step.</param>
/// <param name="Account">Whose, once that is known.</param>
/// <param name="Stamp">Of the account then: a change of password ends this too.</param>
/// <param name="Code">An invitation's code, as typed.</param>
/// <param name="Challenge">What a passkey must sign.</param>
public sealed record PendingStep(string Purpose, string? Account = null, string? Stamp = null, string? Code = null, string? Challenge = null)
{
    /// <summary>The password was right; the second factor comes.</summary>
    public const string Second = "second";

    /// <summary>The password is set; the second factor must be set up.</summary>
    public const string SetUp = "set-up";

    /// <summary>An invitation's code was good.</summary>
    public const string Enrol = "enrol";

    /// <summary>A passkey was asked for.</summary>
    public const string Passkey = "passkey";
}

/// <summary>Keeps steps.</summary>
internal sealed class PendingSteps(IDataProtectionProvider protection)
{
    public const string CookieName = "candour-step";

    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("step").ToTimeLimitedDataProtector();

    public void Save(HttpContext http, PendingStep step) => http.Response.Cookies.Append(CookieName, _protector.Protect(JsonSerializer.Serialize(step), GoodFor), Options(http));

    public PendingStep? Read(HttpContext http, string purpose)
    {
        if (!http.Request.Cookies.TryGetValue(CookieName, out var cookie))
        {
            return null;
        }

        try
        {
            var step = JsonSerializer.Deserialize<PendingStep>(_protector.Unprotect(cookie));
            return step?.Purpose == purpose ? step : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or JsonException)
        {
            return null; // too old, or not sealed by us
        }
    }

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(CookieName, Options(http));

    private static CookieOptions Options(HttpContext http) => new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps };
}
