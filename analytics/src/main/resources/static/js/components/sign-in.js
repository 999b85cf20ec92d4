import { html, nothing } from 'lit';
import { PageElement } from '../core/element.js';
import { call } from '../core/api.js';
import { signIn, signOut } from '../core/session.js';

class SignIn extends PageElement {
  static properties = { wrong: { state: true } };

  render() {
    return html`<div class="wrap"><h1 class="sr">Meshtrial</h1><div class="empty">
      <h2>Sign in</h2>
      <p>Meshtrial asks for a token. On a laptop <code>./quickstart</code> prints it; on a cluster your platform team gives you one.</p>
      <form class="signin" @submit=${this.#submit}>
        <label for="token">Token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required maxlength="4096"
          aria-describedby="token-wrong" aria-invalid=${this.wrong ? 'true' : 'false'} />
        <button class="btn primary">Sign in</button>
      </form>
      <p id="token-wrong" class="harm" role="alert">${this.wrong ?? nothing}</p>
    </div></div>`;
  }

  async #submit(event) {
    event.preventDefault();
    signIn(String(new FormData(event.target).get('token')));
    try {
      await call('/api/v1/results?limit=1');
      window.dispatchEvent(new Event('mt-signed-in'));
    } catch (problem) {
      signOut();
      this.wrong = problem.status === 401 ? 'That token is not known here. Copy it once more, whole.' : problem.message;
    }
  }
}

customElements.define('mt-sign-in', SignIn);
