using Candour.Engine.Rulebooks;
using Candour.Web.Accounts;
using Candour.Web.Checking;

namespace Candour.Web.Hosting;

/// <summary>The organisation that somebody chose, remembered in a cookie that holds the policy's id and nothing else.</summary>
public sealed class ChosenPolicy(IHttpContextAccessor accessor, CheckDesk desk, CurrentPerson current)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "candour-organisation";

    /// <summary>The rulebook in force today: the one chosen, or that of the organisation somebody is signed in for; with its local settings.</summary>
    public Rulebook? Rulebook => current.IsSignedIn && current.Rulebooks.Count > 0 ? current.Rulebooks[0] : desk.Find(accessor.HttpContext?.Request.Cookies[Cookie]);

    /// <summary>Remembers a choice for a year.</summary>
    /// <param name="policy">The policy's id.</param>
    public void Remember(string policy)
    {
        var http = accessor.HttpContext!;
        http.Response.Cookies.Append(Cookie, policy, new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
        });
    }
}
