using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Candour.Web.Tests.Accounts;

/// <summary>A real OpenID provider on loopback: OpenIddict. Whoever comes is whom the test says, without being asked.</summary>
public sealed class Provider : IAsyncDisposable
{
    public const string ClientId = "candour";

    public const string Secret = "tern-gravel-orchard-7718";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "of-the-tests" };
    private WebApplication? _app;
    private string _organisation = "bellweather";
    private Uri? _calledOtherwise;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Whom it means next.</summary>
    public string Subject { get; set; } = "s-1";

    /// <summary>What it says of them next.</summary>
    public List<(string Name, string Value)> Says { get; } = [];

    /// <summary>Spoils the token that says who it is.</summary>
    public Action<SecurityTokenDescriptor>? Spoil { get; set; }

    /// <summary>How often somebody was signed out here, with a token of ours that told whom.</summary>
    public int SignedOut { get; private set; }

    /// <summary>Whether every request for a code came with a challenge of SHA-256.</summary>
    public List<string?> Challenges { get; } = [];

    /// <param name="organisation">For whom.</param>
    /// <param name="calledOtherwise">What it says that it is, where that is not its address.</param>
    public static async Task<Provider> StartAsync(string organisation = "bellweather", Uri? calledOtherwise = null)
    {
        var provider = new Provider { _organisation = organisation, _calledOtherwise = calledOtherwise };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(provider.Set);
        builder.Services.AddAuthentication();
        builder.Services.AddRouting();
        provider._app = builder.Build();
        provider._app.UseAuthentication();
        await provider._app.StartAsync();
        provider.Address = new(provider._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
        return provider;
    }

    /// <summary>Its word that a session ended there, as a back-channel log-out carries it.</summary>
    public string LogOutToken(string? subject, string? session, string audience = ClientId, bool isEnd = true, bool withNonce = false, SecurityKey? key = null, bool isSigned = true, TimeSpan age = default, string? word = null, bool hasWord = true)
    {
        var claims = new Dictionary<string, object>();
        if (hasWord)
        {
            claims["jti"] = word ?? Guid.NewGuid().ToString();
        }

        if (isEnd)
        {
            claims["events"] = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new { } });
        }

        foreach (var (name, value) in new[] { ("sub", subject), ("sid", session), ("nonce", withNonce ? "n" : null) })
        {
            if (value is not null)
            {
                claims[name] = value;
            }
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address.ToString(), Audience = audience, Claims = claims, TokenType = "logout+jwt", SigningCredentials = isSigned ? new(key ?? _key, SecurityAlgorithms.RsaSha256) : null,
            IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime - age, NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1), Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _key.Rsa.Dispose();
    }

    private void Set(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("end").SetUserInfoEndpointUris("userinfo");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes(Scopes.Profile, Scopes.Email);
        server.AddEphemeralEncryptionKey().AddSigningKey(_key);
        if (_calledOtherwise is not null)
        {
            server.SetIssuer(_calledOtherwise);
        }

        server.EnableDegradedMode();
        server.UseAspNetCore().DisableTransportSecurityRequirement();
        server.AddEventHandler<ValidateAuthorizationRequestContext>(b => b.UseInlineHandler(context =>
        {
            Challenges.Add(context.Request.CodeChallengeMethod);
            if (context.ClientId != ClientId || context.RedirectUri?.EndsWith($"/sign-in/directory/{_organisation}/back", StringComparison.Ordinal) is not true)
            {
                context.Reject(Errors.InvalidClient);
            }

            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(b => b.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || context.ClientSecret != Secret)
            {
                context.Reject(Errors.InvalidClient);
            }

            return default;
        }));
        server.AddEventHandler<HandleAuthorizationRequestContext>(b => b.UseInlineHandler(context =>
        {
            var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType);
            identity.AddClaim(new Claim(Claims.Subject, Subject));
            foreach (var (name, value) in Says)
            {
                identity.AddClaim(new Claim(name, value));
            }

            identity.SetDestinations(_ => [Destinations.IdentityToken]);
            var principal = new ClaimsPrincipal(identity);
            principal.SetScopes(context.Request.GetScopes());
            context.SignIn(principal);
            return default;
        }));
        server.AddEventHandler<GenerateTokenContext>(b => b.UseInlineHandler(context =>
        {
            if (context.TokenType == TokenTypeIdentifiers.IdentityToken)
            {
                Spoil?.Invoke(context.SecurityTokenDescriptor);
            }

            return default;
        }).SetOrder(OpenIddictServerHandlers.Protection.GenerateIdentityModelToken.Descriptor.Order - 1));
        server.AddEventHandler<ValidateEndSessionRequestContext>(b => b.UseInlineHandler(context =>
        {
            if (context.PostLogoutRedirectUri?.EndsWith($"/sign-in/directory/{_organisation}/out", StringComparison.Ordinal) is not true || context.IdentityTokenHintPrincipal?.GetClaim(Claims.Subject) != Subject)
            {
                context.Reject(Errors.InvalidRequest);
            }

            return default;
        }));
        server.AddEventHandler<HandleEndSessionRequestContext>(b => b.UseInlineHandler(context =>
        {
            SignedOut++;
            context.SignOut();
            return default;
        }));
    }
}
