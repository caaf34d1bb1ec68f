using Candour.Governance.Access;
using Candour.Governance.Accounts;
using Candour.Governance.People;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Hosting;

/// <summary>
/// Who may open which page, in one place. A page that is not listed here needs somebody signed in; what they then see of matters is decided by the query (<see cref="Candour.Governance.Access.AccessPolicy"/>).
/// </summary>
internal static class Doors
{
    /// <summary>Open to everybody, also where nothing is kept.</summary>
    private static readonly string[] Public = ["/Index", "/Organisation", "/Check", "/Error", "/Privacy", "/Cookies", "/Accessibility", "/Happened/Index", "/Happened/Procedure"];

    private static readonly string[] PublicFolders = ["/Ask", "/Guidance", "/Policies"];

    /// <summary>Open to everybody where something is kept: the way in.</summary>
    private static readonly string[] WaysIn = ["/SignIn", "/Enrol", "/FirstRun"];

    private static readonly string[] WaysInPaths = ["/sign-in", "/enrol", "/first-run"];

    /// <summary>Open to everybody in a demonstration, and nowhere else at all.</summary>
    private const string DemoFolder = "/Be";

    /// <summary>Open to holders of a role: one of Candour's own, or what a role of the policy corresponds to.</summary>
    private static readonly Dictionary<string, string> Roles = new() { ["/People"] = OwnRole.Administrator, ["/Settings"] = OwnRole.Administrator, ["/Ledger"] = OwnRole.Auditor, ["/Keeping"] = AccessPolicy.Keeper };

    public static void AddDoors(this IServiceCollection services, KeepingSettings? keeping, RunningSettings running)
    {
        services.AddScoped<CurrentPerson>();
        services.AddScoped<IAuthorizationHandler, MustHold.Handler>();
        services.AddSingleton(new KeptOrNot(keeping is not null, keeping?.Demo is true));
        services.AddAuthorization(a =>
        {
            foreach (var role in Roles.Values.Distinct())
            {
                a.AddPolicy(role, p => p.RequireAuthenticatedUser().AddRequirements(new MustHold(role)));
            }
        });
        services.Configure<RazorPagesOptions>(o => Convene(o, keeping));
        if (keeping is null)
        {
            return;
        }

        services.AddSingleton<SessionCookie>();
        services.AddSingleton<PendingSteps>();
        services.AddSingleton<SetUpCode>();
        services.AddScoped<AccountStore>();
        services.AddScoped<IUserStore<Account>>(p => p.GetRequiredService<AccountStore>());
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddScoped<SignInDesk>();
        services.AddScoped<FactorDesk>();
        services.AddScoped<BreakGlass>();
        services.AddIdentityCore<Account>(o =>
        {
            (o.Lockout.MaxFailedAccessAttempts, o.Lockout.DefaultLockoutTimeSpan) = (5, TimeSpan.FromMinutes(15));
            (o.Password.RequiredLength, o.Password.RequireDigit, o.Password.RequireLowercase, o.Password.RequireUppercase, o.Password.RequireNonAlphanumeric, o.Password.RequiredUniqueChars) = (Passwords.Shortest, false, false, false, false, 1);
            o.User.AllowedUserNameCharacters = "";
        }).AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider).AddPasswordValidator<Passwords>();
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            (o.ServerDomain, o.UserVerificationRequirement, o.ResidentKeyRequirement) = (keeping.Domain, "required", "required");
            // The framework compares with the header Origin, which browsers leave out of forms where no referrer is sent.
            o.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin)
                && origin.GetLeftPart(UriPartial.Authority) == $"{context.HttpContext.Request.Scheme}://{context.HttpContext.Request.Host}");
        });
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000); // Source: OWASP Password Storage Cheat Sheet, PBKDF2 with SHA-512, checked 2026-11-30
        var authentication = services.AddAuthentication(SessionCookie.Scheme).AddCookie(SessionCookie.Scheme, c =>
        {
            c.Cookie.Name = SessionCookie.CookieName;
            c.Cookie.HttpOnly = true;
            c.Cookie.IsEssential = true;
            c.Cookie.SameSite = SameSiteMode.Lax; // a link in a letter leads somebody who is signed in to the page and not to the sign-in
            c.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            c.ExpireTimeSpan = keeping.IdleSession;
            c.SlidingExpiration = true;
            c.LoginPath = "/sign-in";
            c.ReturnUrlParameter = "then";
            c.Events = new()
            {
                OnValidatePrincipal = context => context.HttpContext.RequestServices.GetRequiredService<SessionCookie>().ValidateAsync(context),
                OnCheckSlidingExpiration = context =>
                {
                    context.ShouldRenew |= context.ElapsedTime > TimeSpan.FromMinutes(1);
                    return Task.CompletedTask;
                },
                OnRedirectToLogin = context =>
                {
                    // Only where to come back to, never what was asked there: an address may hold words.
                    context.Response.Redirect(HttpMethods.IsGet(context.Request.Method) ? $"/sign-in?then={Uri.EscapeDataString(context.Request.Path)}" : "/sign-in");
                    return Task.CompletedTask;
                },
                OnRedirectToAccessDenied = context =>
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                },
            };
        });
        services.AddDirectories(authentication, running);
    }

    public static void UseDoors(this WebApplication app)
    {
        if (app.Services.GetService<KeepingSettings>() is not null)
        {
            app.UseAuthentication();
        }

        app.UseAuthorization();
    }

    /// <summary>Somebody tries a password, a code or a passkey: limits count it.</summary>
    public static bool IsTry(HttpRequest request) => HttpMethods.IsPost(request.Method) && (IsWayIn(request) || request.Path.StartsWithSegments("/account")) && !IsDirectory(request);

    /// <summary>A directory says with its signature that somebody signed out: nothing to guess, and many at the end of a shift.</summary>
    private static bool IsDirectory(HttpRequest request) => request.Path.StartsWithSegments("/sign-in/directory");

    /// <summary>A workforce and evidence come as files, and nothing else does.</summary>
    public static bool TakesFiles(HttpRequest request) => request.Path.Equals("/people/import", StringComparison.OrdinalIgnoreCase) || IsEvidence(request);

    /// <summary>Evidence of a case comes as a file; the page decides, before a byte is read, whether the case takes one.</summary>
    public static bool IsEvidence(HttpRequest request) =>
        request.Path.StartsWithSegments("/cases", out var rest) && rest.HasValue && rest.Value!.EndsWith("/evidence", StringComparison.OrdinalIgnoreCase);

    /// <summary>Passwords and codes are typed here.</summary>
    public static bool IsWayIn(HttpRequest request) => WaysInPaths.Any(p => request.Path.StartsWithSegments(p));

    private static void Convene(RazorPagesOptions options, KeepingSettings? keeping)
    {
        options.Conventions.AuthorizeFolder("/");
        foreach (var page in Public)
        {
            options.Conventions.AllowAnonymousToPage(page);
        }

        foreach (var folder in PublicFolders)
        {
            options.Conventions.AllowAnonymousToFolder(folder);
        }

        foreach (var folder in WaysIn.Append(DemoFolder))
        {
            options.Conventions.AllowAnonymousToFolder(folder);
        }

        foreach (var (folder, role) in Roles)
        {
            options.Conventions.AuthorizeFolder(folder, role);
        }

        // What cannot be used is not there at all: no address leads to it.
        options.Conventions.AddFolderRouteModelConvention("/", model =>
        {
            var isPublic = Public.Contains(model.ViewEnginePath) || PublicFolders.Any(f => IsIn(model.ViewEnginePath, f));
            if (keeping is null ? !isPublic : !keeping.Demo && IsIn(model.ViewEnginePath, DemoFolder))
            {
                model.Selectors.Clear();
            }
        });
    }

    private static bool IsIn(string page, string folder) => page.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>Whether anything is kept here, and whether all of it is invented: for what pages offer.</summary>
    internal sealed record KeptOrNot(bool Kept, bool Demo);

    /// <summary>Somebody must hold a role, or stand in for who does.</summary>
    private sealed record MustHold(string Role) : IAuthorizationRequirement
    {
        internal sealed class Handler(CurrentPerson current) : AuthorizationHandler<MustHold>
        {
            protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MustHold requirement)
            {
                if (current.Holds(requirement.Role))
                {
                    context.Succeed(requirement);
                }

                return Task.CompletedTask;
            }
        }
    }
}
