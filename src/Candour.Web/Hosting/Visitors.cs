using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Candour.Web.Hosting;

/// <summary>
/// Tells one browser from another by a random, sealed cookie that ends with the browser's session, because a whole organisation may share one
/// address. It says nothing about anybody and is kept nowhere.
/// </summary>
internal sealed class Visitors(IDataProtectionProvider protection)
{
    public const string Cookie = "candour-visitor";

    private readonly IDataProtector _protector = protection.CreateProtector("visitor");

    /// <summary>What the limits count by: the cookie where it is one of ours, else the address.</summary>
    public string KeyOf(HttpContext http)
    {
        if (http.Request.Cookies.TryGetValue(Cookie, out var cookie))
        {
            try
            {
                return $"v:{_protector.Unprotect(cookie)}";
            }
            catch (CryptographicException)
            {
                // Not sealed by this process: the address counts.
            }
        }

        return AddressOf(http);
    }

    public static string AddressOf(HttpContext http) => $"a:{http.Connection.RemoteIpAddress}";

    public void Greet(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) && KeyOf(http)[0] is 'a')
        {
            http.Response.Cookies.Append(Cookie, _protector.Protect(Convert.ToHexString(RandomNumberGenerator.GetBytes(16))),
                new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
        }
    }
}
